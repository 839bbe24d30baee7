-- One row a postal code. Key: zip_code.

select
    zip_code,
    {{ clean_text('city') }} as city,
    {{ clean_text('county') }} as county,
    state as state_code,
    latitude,
    longitude
from {{ ref('raw_zipcodes') }}
