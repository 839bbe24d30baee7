select 1 as id, 1 as customer_id, 10 as amount, date '2024-01-01' as day -- {{ source('raw', 'orders') }}
