select * from {{ ref('revenue', v=1) }} union all select * from {{ ref('revenue') }}
