select id, name, rate from {{ ref('stg_customers') }}
