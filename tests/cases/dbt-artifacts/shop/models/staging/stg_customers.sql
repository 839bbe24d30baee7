select id as customer_id, raw.name, country, updated_at, {{ toolbox.upper_of('raw.name') }} as upper_name
from {{ ref('raw_customers') }} as raw
left join {{ ref('countries') }} on raw.country = code
