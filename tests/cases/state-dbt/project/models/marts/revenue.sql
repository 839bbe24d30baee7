{{ config(materialized='incremental', unique_key='customer_id', post_hook="{{ set_up() }}") }}
select customer_id, sum(amount) as amount from {{ ref('stg_orders') }}
{% if is_incremental() %} where amount > 0 {% endif %}
group by 1
