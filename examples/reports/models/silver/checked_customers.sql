-- Every customer record that landed: its values, and the first reason not to load it.

{{ config(materialized='ephemeral') }}

with valued as (
    select
        processing_date,
        {{ whole_number('landed.customer_id') }} as customer_id,
        {{ text('landed.name') }} as name,
        lower({{ text('landed.email') }}) as email,
        {{ text('landed.country') }} as country,
        {{ moment('landed.updated_at') }} as updated_at,
        landed
    from {{ ref('landed_customers') }} as landed
    where {{ of_process_date() }}
)

select
    * exclude (landed),
    to_json(landed) as record,
    case
        when landed.damage is not null then landed.damage
        when {{ text('landed.customer_id') }} is null then 'null_key'
        when customer_id is null then 'wrong_type'
        when updated_at is null then 'bad_time'
    end as reason
from valued
