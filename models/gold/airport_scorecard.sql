-- What kind of airport is it, and how does it compare? Key: airport.

with departures as (

    select
        origin as airport,
        {{ punctuality() }},
        count(distinct destination) as destinations
    from {{ ref('flights') }}
    group by airport

),

arrivals as (

    select
        destination as airport,
        {{ punctuality() }}
    from {{ ref('flights') }}
    group by airport

)

select
    airport,
    airports.name,
    airports.city,
    airports.state_code,
    airports.region,
    coalesce(departures.flights, 0) as departures,
    coalesce(arrivals.flights, 0) as arrivals,
    coalesce(departures.destinations, 0) as destinations,
    departures.on_time_share as departures_on_time_share,
    arrivals.on_time_share as arrivals_on_time_share,
    -- a handful of flights makes no record
    if(
        departures.flights >= {{ var('ranked_from_flights') }},
        rank() over (
            partition by departures.flights >= {{ var('ranked_from_flights') }}
            order by departures.on_time_share desc
        ),
        null
    ) as on_time_rank
from {{ ref('served_airports') }} as airports
left join departures using (airport)
left join arrivals using (airport)
order by departures desc
