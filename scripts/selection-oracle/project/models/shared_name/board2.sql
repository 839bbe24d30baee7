select id from {{ ref('shared_name') }}
