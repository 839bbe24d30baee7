select {{ cents('amount') }} from {{ ref('stg_orders') }}
