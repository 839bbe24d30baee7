select
    {{ processing_date() }} as processing_date,
    * exclude (filename, surplus),
    {{ csv_damage('updated_at') }}
from {{ source('landing', 'orders_csv') }}

union all by name

select
    {{ processing_date() }} as processing_date,
    {{ json_fields(['order_id', 'customer_id', 'amount', 'status', 'ordered_at', 'updated_at']) }}
from {{ source('landing', 'orders_json') }}
