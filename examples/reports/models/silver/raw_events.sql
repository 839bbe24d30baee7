select * exclude (reason, record)
from {{ ref('checked_events') }}
where reason is null
