select id from {{ ref('stg_kit') }}
