-- Orders, each in its latest version. Key: order_id.

select
    created_at::date as order_date,
    order_id,
    user_id,
    created_at,
    updated_at,
    items
from {{ ref('checked_orders') }}
{{ latest('order_id') }}
