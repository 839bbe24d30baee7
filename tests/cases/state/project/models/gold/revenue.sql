{{ config(materialized='incremental', unique_key='customer_id') }}

select customer_id, sum(amount) as revenue
from {{ ref('orders_clean') }}
group by customer_id
