select c.customer_id, count(*) as orders
from {{ ref('dim_customers') }} c
join {{ ref('dim_customers', v=1) }} old using (customer_id)
join {{ ref('shop', 'stg_orders') }} o using (customer_id)
join {{ ref('toolbox', 'tool') }} on true
join {{ ref('customers_over_time') }} s on s.id = c.customer_id
group by 1
