select
    {{ processing_date() }} as processing_date,
    {{ json_fields(['event_id', 'customer_id', 'event_type', 'page', 'device', 'occurred_at']) }}
from {{ source('landing', 'events') }}
