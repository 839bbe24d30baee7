select line, {{ csv_fields(['user_id', 'name', 'email', 'country', 'updated_at']) }}
from {{ source('landing', 'users') }}
