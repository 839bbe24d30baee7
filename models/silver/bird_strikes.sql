-- One row a strike. Key: strike_id, a digest of the whole report, since reports came without a number.
-- 24 reports repeat another in every column and are left out: 9,976 of 10,000 rows.

with reports as (

    select distinct * exclude (_source_file, _ingested_at)
    from {{ ref('raw_birdstrikes') }}

),

strikes as (

    select
        md5(concat_ws('|', *columns(*))) as strike_id,
        "Airport Name" as reported_airport,
        "Flight Date" as flight_date,
        lower("Time of day") as time_of_day,
        lower("Phase of flight") as flight_phase,
        {{ clean_text('"Aircraft Make Model"') }} as aircraft,
        -- US AIRWAYS came with the star of a lost footnote
        rtrim({{ clean_text('"Aircraft Airline Operator"') }}, '*') as operator,
        lower("Wildlife Size") as wildlife_size,
        -- "Unknown bird - small" says no more than the size does
        if("Wildlife Species" like 'Unknown%', null, "Wildlife Species") as species,
        -- fifteen reports say just B or C, whose meaning is lost
        if(length("Effect Amount of damage") > 1, lower("Effect Amount of damage"), null) as damage,
        "Cost Total $"::integer as cost_usd,
        "Speed IAS in knots"::smallint as speed_knots
    from reports

)

select
    strikes.strike_id,
    strike_airports.airport,
    strikes.* exclude (strike_id, reported_airport)
from strikes
left join {{ ref('strike_airports') }} as strike_airports using (reported_airport)
