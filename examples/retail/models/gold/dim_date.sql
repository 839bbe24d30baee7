-- Every day from the first sale to the last, those without one too. Key: date.

select
    date, year(date) as year, quarter(date) as quarter, month(date) as month, day(date) as day, isodow(date) as weekday
from (
    select unnest(generate_series(min(invoice_date), max(invoice_date), interval 1 day))::date as date
    from {{ ref('fact_sales') }}
)
