-- One row an airport. Key: airport.

with airports as (

    select
        iata as airport,
        {{ clean_text('name') }} as name,
        {{ clean_text('city') }} as city,
        -- the Northern Marianas have two codes, CQ in aviation and MP in the mail
        replace(state, 'CQ', 'MP') as state_code,
        country,
        latitude,
        -- Guam and the Marianas came with the sign of the other hemisphere
        if(state_code in ('GU', 'MP'), abs(longitude), longitude) as longitude
    from {{ ref('raw_airports') }}

),

-- eight US airports came without city and state: they take those of the nearest zip code
nearest_zipcodes as (

    select
        airports.airport,
        arg_min(zipcodes, {{ distance_miles('airports', 'zipcodes') }}) as zipcode
    from airports
    cross join {{ ref('zipcodes') }} as zipcodes
    where airports.state_code is null and airports.country = 'USA'
    group by airports.airport

)

select
    airports.airport,
    airports.name,
    coalesce(airports.city, zipcode.city) as city,
    coalesce(airports.state_code, zipcode.state_code) as state_code,
    states.region,
    airports.country,
    airports.latitude,
    airports.longitude
from airports
left join nearest_zipcodes using (airport)
left join {{ ref('us_states') }} as states
    on states.state_code = coalesce(airports.state_code, zipcode.state_code)
