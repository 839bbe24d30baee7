select id, customer_id, amount, {{ cents('amount') }} as cents
from {{ source('files', 'orders') }}
