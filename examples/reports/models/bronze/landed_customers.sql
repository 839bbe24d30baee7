select
    {{ processing_date() }} as processing_date,
    * exclude (filename, surplus),
    {{ csv_damage('updated_at') }}
from {{ source('landing', 'customers') }}
