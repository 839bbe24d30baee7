-- How much is flown between the regions of the country? Key: origin_region, destination_region.

select
    origin_region,
    destination_region,
    count(*) as routes,
    sum(flights)::integer as flights,
    round(sum(flights * distance_miles) / sum(flights)) as mean_distance_miles,
    {{ on_time_share('sum(late_flights)', 'sum(flights)') }} as on_time_share
from {{ ref('routes') }}
group by origin_region, destination_region
order by flights desc
