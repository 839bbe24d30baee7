{{ config(tags=['orders'], meta={'grain': 'order'}) }}
select id as order_id, customer_id, amount, ordered_at, status
from {{ source('raw', 'orders') }}
where ordered_at >= '{{ var("first_day") }}'
