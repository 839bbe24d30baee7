-- How punctual were the flights that left an airport on a day? Key: flight_date, airport.
-- Days are replaced as a whole, so that an airport that vanishes from a corrected day vanishes here too.

{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='flight_date',
    tags=['daily']
) }}

select
    flight_date,
    origin as airport,
    {{ punctuality() }},
    median(delay_minutes) as median_delay_minutes
from {{ ref('flights') }}

{% if is_incremental() %}
where flight_date >= (
    select coalesce(max(flight_date) - {{ var('lookback_days') }}, '-infinity') from {{ this }}
)
{% endif %}

group by flight_date, airport
