-- One row an order, as last updated. An order of nobody we know is still an order.

select
    order_id,
    orders.customer_id,
    customers.customer_id is not null as customer_known,
    ordered_at,
    ordered_at::date as order_date,
    status,
    amount,
    orders.updated_at,
    orders.processing_date
from (from {{ ref('raw_orders') }} {{ latest('order_id') }}) as orders
left join {{ ref('dim_customer') }} as customers using (customer_id)
