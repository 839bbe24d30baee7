-- Every order record that landed: its values, and the first reason not to load it.

{{ config(materialized='ephemeral') }}

with valued as (
    select
        processing_date,
        {{ text('landed.order_id') }} as order_id,
        {{ whole_number('landed.customer_id') }} as customer_id,
        {{ money('landed.amount') }} as amount,
        lower({{ text('landed.status') }}) as status,
        {{ moment('landed.ordered_at') }} as ordered_at,
        {{ moment('landed.updated_at') }} as updated_at,
        landed
    from {{ ref('landed_orders') }} as landed
    where {{ of_process_date() }}
)

select
    * exclude (landed),
    to_json(landed) as record,
    case
        when landed.damage is not null then landed.damage
        when order_id is null then 'null_key'
        when amount is null and {{ text('landed.amount') }} is not null then 'wrong_type'
        when customer_id is null and {{ text('landed.customer_id') }} is not null then 'wrong_type'
        when amount is null then 'null_amount'
        when amount < 0 then 'negative_amount'
        when coalesce(status, '') not in ('created', 'paid', 'shipped', 'cancelled') then 'bad_status'
        when ordered_at is null or updated_at is null then 'bad_time'
        when ordered_at::date > processing_date then 'future'
    end as reason
from valued
