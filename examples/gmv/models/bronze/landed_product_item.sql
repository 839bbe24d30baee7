select
    * exclude (filename),
    {{ arrival() }}
from {{ source('landing', 'product_item') }}
