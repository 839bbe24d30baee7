-- One row a line that was taken in: an invoice may have the same product twice, so there is no shorter key than all of it.

select
    invoice_no, stock_code, customer_id, country,
    invoice_at, invoice_at::date as invoice_date,
    description, quantity, unit_price, (quantity * unit_price)::decimal(18, 2) as amount, is_return
from {{ ref('sales') }}
