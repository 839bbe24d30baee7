-- An order can come in either format, several times, and in several versions.

select
    'orders_json' as source,
    {{ file_day() }} as _file_day,
    line,
    {{ json_fields(['order_id', 'user_id', 'items', 'created_at', 'updated_at']) }}
from {{ source('landing', 'orders_json') }}

union all by name

select
    'orders_csv' as source,
    {{ file_day() }} as _file_day,
    line,
    {{ csv_fields(['order_id', 'user_id', 'items', 'created_at', 'updated_at']) }}
from {{ source('landing', 'orders_csv') }}
