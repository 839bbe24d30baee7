{{ config(materialized='table', tags=['people']) }}

select id, name from {{ source('crm', 'customers') }}
