-- Everything that the monthly report says as one object, to be had as JSON. One row.

with products as (

    select stock_code, products.description, {{ sales_measures() }}
    from {{ ref('fact_sales') }}
    inner join {{ ref('dim_product') }} as products using (stock_code)
    group by stock_code, products.description

),

top_products as (

    select stock_code, description, units, net_sales
    from products
    order by net_sales desc, stock_code
    limit 10

),

all_countries as (

    select country, {{ sales_measures() }}
    from {{ ref('fact_sales') }}
    group by country

),

countries as (

    select country, invoices, net_sales
    from all_countries

)

select
    kpis,
    (select list(top_products order by net_sales desc, stock_code) from top_products) as top_products,
    (select list(countries order by net_sales desc, country) from countries) as countries,
    (select list(days order by date) from {{ ref('daily_sales') }} as days) as daily_sales
from {{ ref('kpis') }} as kpis
