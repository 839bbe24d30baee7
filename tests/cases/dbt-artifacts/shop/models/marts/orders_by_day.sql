{{ config(materialized='incremental', unique_key='day', incremental_strategy='delete+insert', on_schema_change='append_new_columns') }}
select cast(ordered_at as date) as day, count(*) as orders, sum(amount) as amount
from {{ ref('stg_ephemeral') }}
{% if is_incremental() %}
where ordered_at >= (select max(day) from {{ this }})
{% endif %}
group by 1
