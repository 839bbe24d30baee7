-- Where do aircraft and wildlife collide, and at what price? Key: airport.

with species as (

    select airport, species
    from {{ ref('bird_strikes') }}
    where species is not null
    group by airport, species
    qualify row_number() over (partition by airport order by count(*) desc, species) = 1

)

select
    strikes.airport,
    any_value(airports.name) as name,
    any_value(airports.state_code) as state_code,
    count(*) as strikes,
    count(*) filter (where strikes.damage <> 'none') as damaging_strikes,
    round(damaging_strikes / count(strikes.damage), 4) as damaging_share,
    round(avg((strikes.time_of_day = 'night')::integer), 4) as night_share,
    sum(strikes.cost_usd)::integer as cost_usd,
    any_value(species.species) as commonest_species
from {{ ref('bird_strikes') }} as strikes
left join {{ ref('airports') }} as airports using (airport)
left join species using (airport)
group by strikes.airport
order by strikes desc
