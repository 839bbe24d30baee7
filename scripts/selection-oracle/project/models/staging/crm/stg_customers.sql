select 1 as id, 'x' as email -- {{ source('raw', 'customers') }}
