select
    * exclude (filename),
    {{ arrival() }}
from {{ source('landing', 'purchase_extra_info') }}
