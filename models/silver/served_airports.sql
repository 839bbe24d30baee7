-- The airports between which our flights went. Key: airport.

{{ config(materialized='ephemeral') }}

select airports.*
from {{ ref('airports') }} as airports
where airport in (
    select origin from {{ ref('flights') }}
    union
    select destination from {{ ref('flights') }}
)
