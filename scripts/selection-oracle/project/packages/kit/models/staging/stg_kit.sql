select id from {{ ref('kit_base') }}
