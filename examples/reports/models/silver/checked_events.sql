-- Every event record that landed: its values, and the first reason not to load it.

{{ config(materialized='ephemeral') }}

with valued as (
    select
        processing_date,
        {{ text('landed.event_id') }} as event_id,
        {{ whole_number('landed.customer_id') }} as customer_id,
        {{ text('landed.event_type') }} as event_type,
        {{ text('landed.page') }} as page,
        {{ text('landed.device') }} as device,
        {{ moment('landed.occurred_at') }} as occurred_at,
        landed
    from {{ ref('landed_events') }} as landed
    where {{ of_process_date() }}
)

select
    * exclude (landed),
    to_json(landed) as record,
    case
        when landed.damage is not null then landed.damage
        when event_id is null then 'null_key'
        when customer_id is null and {{ text('landed.customer_id') }} is not null then 'wrong_type'
        when occurred_at is null then 'bad_time'
        when occurred_at::date > processing_date then 'future'
    end as reason
from valued
