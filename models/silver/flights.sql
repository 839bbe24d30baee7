-- One row a flight. Key: flight_date, departure_time, origin, destination, delay_minutes.
--
-- The source names neither carrier nor flight, and 7,851 times two or three flights left in the same minute for the
-- same place, so nothing shorter is a key. 191 rows repeat another in every column. Two carriers that were equally
-- late, or one report sent twice? Nothing in the data tells, so one of each is kept: 2,999,809 of 3,000,000 rows.
--
-- `date` is not a moment. It joins the day a flight was scheduled for and the clock time at which it left: a flight of
-- 1 May that left 150 minutes late, at half past midnight, reads 1 May 00:30. Midnight itself was reported as 24:00
-- and became 00:00 of the next day; it goes back to the day it belongs to, the six rows of 1 July to 30 June.

with reported as (

    select distinct date, delay, distance, origin, destination
    from {{ ref('raw_flights') }}

)

select
    (date - interval 1 minute)::date as flight_date,
    date::time as departure_time,
    origin,
    destination,
    distance::smallint as distance_miles,
    if(delay >= {{ var('earliest_arrival') }}, delay, null)::smallint as delay_minutes
from reported
-- kept by day, so that whoever asks for a few days reads only those
order by flight_date
