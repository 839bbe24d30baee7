select * exclude (reason, record)
from {{ ref('checked_customers') }}
where reason is null
