-- What was ordered, with what it is. Key: order_id, line. A folder a date; an unknown product's fields are empty.

{{ config(format='parquet', partition_by=['order_date']) }}

with entries as (

    select order_date, order_id, generate_subscripts(items, 1) as line, unnest(items, recursive := true)
    from {{ ref('orders') }}

)

select
    entries.* exclude (qty, price),
    dim_product.name as product_name,
    dim_product.category,
    entries.qty,
    entries.price,
    (entries.qty * entries.price)::decimal(18, 2) as amount
from entries
left join {{ ref('dim_product') }} as dim_product using (sku)
order by order_date, order_id, line
