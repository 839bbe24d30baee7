-- What each product is called, by its last line that says so. Key: stock_code.

select stock_code, {{ latest('description') }} as description
from {{ ref('fact_sales') }}
group by stock_code
