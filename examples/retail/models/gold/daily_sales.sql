-- What was sold on a day, zeros where nothing was. Key: date.

with sold as (

    select invoice_date as date, {{ sales_measures() }}
    from {{ ref('fact_sales') }}
    group by invoice_date

)

select
    date,
    {% for measure in ['invoices', 'units', 'gross_sales', 'returns', 'net_sales'] -%}
    coalesce({{ measure }}, 0) as {{ measure }}{{ ',' if not loop.last }}
    {% endfor -%}
from {{ ref('dim_date') }}
left join sold using (date)
order by date
