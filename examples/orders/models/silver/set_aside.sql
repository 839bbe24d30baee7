-- Every record that was not loaded: why, and what it said.

{{ config(materialized='view') }}

select source, _file_day, outcome as reason, record from {{ ref('checked_orders') }} where outcome <> 'loaded'
union all by name
select 'users' as source, outcome as reason, record from {{ ref('checked_users') }} where outcome <> 'loaded'
union all by name
select 'products' as source, outcome as reason, record from {{ ref('checked_products') }} where outcome <> 'loaded'
