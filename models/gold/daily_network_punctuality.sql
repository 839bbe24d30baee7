-- How did the whole network do on a day, and against the week before? Key: flight_date.

{{ config(tags=['daily']) }}

with days as (

    select
        flight_date,
        sum(flights)::integer as flights,
        sum(late_flights)::integer as late_flights,
        {{ on_time_share('sum(late_flights)', 'sum(flights)') }} as on_time_share,
        -- of two equally bad airports the first by name
        first(airport order by late_flights desc, airport) as most_late_flights_from
    from {{ ref('daily_airport_punctuality') }}
    group by flight_date

)

select
    *,
    {{ on_time_share('sum(late_flights) over last_week', 'sum(flights) over last_week') }} as week_on_time_share,
    rank() over (order by on_time_share) as worst_rank
from days
window last_week as (order by flight_date range between interval 6 days preceding and current row)
order by flight_date
