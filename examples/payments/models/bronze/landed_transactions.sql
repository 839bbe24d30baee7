select {{ json_fields(['transaction_id', 'customer_id', 'place', 'amount', 'transaction_date', 'updated_at']) }}
from {{ source('landing', 'transactions') }}
