-- What each subsidiary sold on a day. Key: transaction_date, subsidiary.
-- A Parquet file a day. A run makes anew the days of its window, including those that have lost all their purchases.

{{ config(
    materialized='incremental',
    incremental_strategy='replace_where',
    incremental_predicates=[in_window()],
    format='parquet',
    partition_by=['transaction_date']
) }}

select
    purchases.transaction_date,
    coalesce(subsidiaries.subsidiary, 'unknown') as subsidiary,
    sum(product_items.purchase_value)::decimal(18, 2) as gmv
from {{ ref('purchases') }} as purchases
inner join {{ ref('product_items') }} as product_items using (prod_item_id)
left join {{ ref('subsidiaries') }} as subsidiaries using (purchase_id)
where {{ in_window() }}
group by all
order by all
