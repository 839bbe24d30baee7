-- Both gold tables come from the same orders, so their revenue must agree. A data test is a query for what is wrong.
select by_day.revenue as revenue_by_day, by_customer.revenue as revenue_by_customer
from (select sum(revenue) as revenue from {{ ref('daily_sales') }}) as by_day,
    (select sum(revenue) as revenue from {{ ref('customers') }}) as by_customer
where by_day.revenue is distinct from by_customer.revenue
