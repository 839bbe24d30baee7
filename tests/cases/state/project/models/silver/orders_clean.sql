select
    id,
    customer_id,
    {{ cents('amount') }} as amount,
    '{{ var("currency") }}' as currency
from {{ ref('raw_orders') }}
