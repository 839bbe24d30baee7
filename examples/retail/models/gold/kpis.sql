-- The key figures of the shop, one row.

select
    {{ sales_measures() }},
    count(distinct invoice_no) filter (where is_return) as return_invoices,
    count(distinct customer_id) as customers,
    count(distinct stock_code) as products,
    {{ quotient('gross_sales', 'invoices') }}::decimal(18, 2) as average_invoice
from {{ ref('fact_sales') }}
