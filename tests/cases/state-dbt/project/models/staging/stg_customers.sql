{{ config(materialized='table', tags=['people']) }}
-- who buys
select 1 as id, 'Ann' as name, {{ var('rate') }} as rate
