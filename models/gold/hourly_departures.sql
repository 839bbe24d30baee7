-- How many flights left an airport in an hour of a day? Key: flight_date, airport, departure_hour.
-- Stored as one Parquet file a day, for readers that want a few days and have no DuckDB.

{{ config(format='parquet', partition_by=['flight_date'], tags=['daily']) }}

select
    flight_date,
    origin as airport,
    hour(departure_time)::tinyint as departure_hour,
    {{ punctuality() }}
from {{ ref('flights') }}
group by flight_date, airport, departure_hour
order by flight_date, airport, departure_hour
