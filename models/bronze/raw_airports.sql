select
    * exclude (filename),
    {{ ingestion_metadata() }}
from {{ source('vega', 'airports') }}
