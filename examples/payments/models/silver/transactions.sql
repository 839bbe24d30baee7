-- One row a transaction. Key: transaction_id.

{{ config(format='parquet') }}

select transaction_id, customer_id, place, amount, transaction_date, updated_at
from {{ ref('checked_transactions') }}
where outcome = 'loaded'
