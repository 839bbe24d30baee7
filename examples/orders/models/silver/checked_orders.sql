-- Every order record, typed, and what becomes of it. Files are read once: a run replaces the days that it takes in.
-- An order with one bad item is set aside as a whole, since half an order is a wrong order.

{{ config(materialized='incremental', incremental_strategy='replace_where', incremental_predicates=[is_new()]) }}

with typed as (

    select
        source,
        _file_day,
        line,
        is_broken,
        nullif(order_id, '') as order_id,
        nullif(user_id, '') as given_user_id,
        {{ whole_number('user_id') }} as user_id,
        {{ instant('created_at') }} as created_at,
        {{ instant('updated_at') }} as updated_at,
        {{ order_items('try_cast(items as json)') }} as items
    from {{ ref('landed_orders') }}
    where {{ is_new() }}

)

select
    * exclude (line, is_broken, given_user_id),
    case
        when is_broken then if(source = 'orders_csv', 'ragged', 'broken_json')
        when order_id is null then 'null_key'
        when given_user_id is not null and user_id is null then 'wrong_type'
        when user_id is null then 'null_user'
        when created_at is null or updated_at is null then 'bad_time'
        when greatest(created_at, updated_at)::date > _file_day then 'future'
        when items is null or len(items) = 0 then 'no_items'
        when not list_bool_and([coalesce(item.sku <> '' and item.qty >= 1 and item.price >= 0, false) for item in items])
            then 'bad_item'
        else 'loaded'
    end as outcome,
    if(outcome <> 'loaded', line, null) as record
from typed
