{{ config(severity='warn', tags=['singular']) }}
select * from {{ ref('stg_orders') }} where status = 'open' and amount > 100
