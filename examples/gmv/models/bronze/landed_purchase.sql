select
    * exclude (filename),
    {{ arrival() }}
from {{ source('landing', 'purchase') }}
