select * from {{ ref('kit_base') }} where id is not null
