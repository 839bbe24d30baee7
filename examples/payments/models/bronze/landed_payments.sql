select {{ json_fields(['payment_id', 'transaction_id', 'amount', 'due_date', 'paid_date', 'updated_at']) }}
from {{ source('landing', 'payments') }}
