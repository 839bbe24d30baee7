-- The counts of a run, in one row: of the files of orders that it took in, and of the dimensions.

with taken_in as (

    select
        outcome = 'loaded' as is_valid,
        is_valid and row_number() over (partition by is_valid, order_id order by updated_at desc) = 1 as is_latest,
        items
    from {{ ref('checked_orders') }}
    where {{ is_new() }}

)

select
    count(*) as input_orders,
    count(*) filter (where is_valid) as valid_orders,
    count(*) filter (where is_latest) as deduped_orders,
    coalesce(sum(len(items)) filter (where is_latest), 0)::bigint as items,
    (select count(*) from {{ ref('dim_user') }}) as dim_user,
    (select count(*) from {{ ref('dim_product') }}) as dim_product
from taken_in
