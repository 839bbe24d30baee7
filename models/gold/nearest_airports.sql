-- From which airport would one fly? One row a postal code. Key: zip_code.

with nearest as (

    select
        zipcodes.zip_code,
        arg_min(airports.airport, {{ distance_miles('zipcodes', 'airports') }}) as airport
    from {{ ref('zipcodes') }} as zipcodes
    cross join {{ ref('served_airports') }} as airports
    group by zipcodes.zip_code

)

select
    zip_code,
    zipcodes.city,
    zipcodes.county,
    zipcodes.state_code,
    airport,
    airports.name as airport_name,
    round({{ distance_miles('zipcodes', 'airports') }}, 1) as distance_miles
from {{ ref('zipcodes') }} as zipcodes
inner join nearest using (zip_code)
inner join {{ ref('airports') }} as airports using (airport)
order by zip_code
