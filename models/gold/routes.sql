-- How busy and how punctual is a route? One row a direction. Key: origin, destination.

with routes as (

    select
        origin,
        destination,
        any_value(distance_miles) as distance_miles,
        {{ punctuality() }},
        median(delay_minutes) as median_delay_minutes,
        round(quantile_cont(delay_minutes, 0.9), 1) as p90_delay_minutes
    from {{ ref('flights') }}
    group by origin, destination

)

select
    routes.origin,
    routes.destination,
    here.city as origin_city,
    there.city as destination_city,
    here.region as origin_region,
    there.region as destination_region,
    routes.* exclude (origin, destination)
from routes
inner join {{ ref('airports') }} as here on here.airport = routes.origin
inner join {{ ref('airports') }} as there on there.airport = routes.destination
order by flights desc
