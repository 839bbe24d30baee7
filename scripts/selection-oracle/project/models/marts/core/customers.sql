select id, email from {{ ref('stg_customers') }} where id in (select customer_id from {{ ref('orders') }}) -- {{ ref('countries') }}
