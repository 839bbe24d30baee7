-- One row a day and country on which something was sold.
select
    order_date,
    country,
    count(*) as orders,
    sum(amount) as revenue
from {{ ref('orders') }}
where status = 'completed'
group by all
order by all
