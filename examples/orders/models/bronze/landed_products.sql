select line, {{ json_fields(['sku', 'name', 'category', 'price', 'updated_at']) }}
from {{ source('landing', 'products') }}
