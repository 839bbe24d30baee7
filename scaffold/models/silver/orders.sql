-- One row an order. Key: order_id. Rows that repeat another in every column are dropped.
select distinct
    order_id,
    ordered_at::date as order_date,
    trim(customer) as customer,
    upper(country) as country,
    status,
    {{ cents_to_amount('amount_cents') }} as amount
from {{ ref('raw_orders') }}
