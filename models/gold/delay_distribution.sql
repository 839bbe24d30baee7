-- How are delays spread in a month? Key: month, delay_band.
-- Flights without a known delay are in no band.

with delays as (

    select
        date_trunc('month', flight_date)::date as month,
        delay_minutes,
        count(*) as flights
    from {{ ref('flights') }}
    where delay_minutes is not null
    group by month, delay_minutes

)

select
    delays.month,
    bands.delay_band,
    bands.band_order,
    sum(delays.flights)::integer as flights,
    round(sum(delays.flights) / sum(sum(delays.flights)) over (partition by delays.month), 4) as share_of_month
from delays
-- the band that begins last before the delay
asof join {{ ref('delay_bands') }} as bands on delays.delay_minutes >= bands.from_minutes
group by delays.month, bands.delay_band, bands.band_order
order by delays.month, bands.band_order
