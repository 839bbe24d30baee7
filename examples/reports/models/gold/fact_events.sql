-- One row an event. Events do not change: of copies, the one that came first.

select
    event_id,
    events.customer_id,
    customers.customer_id is not null as customer_known,
    event_type,
    page,
    device,
    occurred_at,
    occurred_at::date as event_date,
    events.processing_date
from {{ ref('raw_events') }} as events
left join {{ ref('dim_customer') }} as customers using (customer_id)
qualify row_number() over (partition by event_id order by events.processing_date) = 1
