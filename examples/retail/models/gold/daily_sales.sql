-- What was sold on a day, zeros where nothing was. Key: date.

select date, {{ sales_measures() }}
from {{ ref('dim_date') }}
left join {{ ref('fact_sales') }} on invoice_date = date
group by date
order by date
