-- Everything that the monthly report says as one object, to be had as JSON.

with products as (
    select stock_code, products.description, {{ sales_measures() }}
    from {{ ref('fact_sales') }}
    inner join {{ ref('dim_product') }} as products using (stock_code)
    group by all
),

countries as (
    select country, {{ sales_measures() }} from {{ ref('fact_sales') }} group by country
)

select
    kpis,
    (
        select list({ stock_code: stock_code, description: description, units: units, net_sales: net_sales }
            order by net_sales desc, stock_code)[:10]
        from products
    ) as top_products,
    (
        select list({ country: country, invoices: invoices, net_sales: net_sales } order by net_sales desc, country)
        from countries
    ) as countries,
    (select list(days order by date) from {{ ref('daily_sales') }} as days) as daily_sales
from {{ ref('kpis') }} as kpis
