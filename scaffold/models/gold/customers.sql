-- One row a customer, the best first.
select
    customer,
    count(*) as orders,
    count(*) filter (where status = 'completed') as completed_orders,
    coalesce(sum(amount) filter (where status = 'completed'), 0) as revenue,
    max(order_date) as last_order_date
from {{ ref('orders') }}
group by customer
order by revenue desc, customer
