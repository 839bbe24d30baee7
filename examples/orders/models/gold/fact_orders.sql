-- Orders with who ordered and for how much. Key: order_id. A folder a date; an unknown user's fields are empty.

{{ config(format='parquet', partition_by=['order_date']) }}

select
    orders.order_date,
    orders.order_id,
    orders.user_id,
    dim_user.name as user_name,
    dim_user.country as user_country,
    orders.created_at,
    orders.updated_at,
    len(orders.items) as items,
    list_sum(list_transform(orders.items, lambda item: item.qty))::bigint as quantity,
    list_sum(list_transform(orders.items, lambda item: item.qty * item.price))::decimal(18, 2) as total
from {{ ref('orders') }} as orders
left join {{ ref('dim_user') }} as dim_user using (user_id)
order by order_date, order_id
