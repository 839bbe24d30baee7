-- At what hour does an airport have most departures? Key: airport, departure_hour.

select
    airport,
    departure_hour,
    sum(flights)::integer as flights,
    round(sum(flights) / count(distinct flight_date), 1) as flights_per_day,
    {{ on_time_share('sum(late_flights)', 'sum(flights)') }} as on_time_share,
    rank() over (partition by airport order by sum(flights) desc) as busy_rank
from {{ ref('hourly_departures') }}
group by airport, departure_hour
order by airport, busy_rank
