select * exclude (reason, record)
from {{ ref('checked_orders') }}
where reason is null
