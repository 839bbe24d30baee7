-- Each line that came is counted once in the intake, and the money of the facts is that of the days.

select
    (select count(*) from {{ ref('landed_lines') }}) as landed,
    (select sum(records) from {{ ref('intake') }}) as accounted_for,
    (select sum(amount) from {{ ref('fact_sales') }}) as net_sales_of_facts,
    (select sum(net_sales) from {{ ref('daily_sales') }}) as net_sales_of_days
where landed <> accounted_for or net_sales_of_facts <> net_sales_of_days
