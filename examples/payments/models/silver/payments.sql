-- One row a payment that is due. Key: payment_id.

{{ config(format='parquet') }}

select payment_id, transaction_id, amount, due_date, paid_date, updated_at
from {{ ref('checked_payments') }}
where outcome = 'loaded'
