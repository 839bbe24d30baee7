-- How many of the customers who had to pay are defaulters? One row.

select
    {{ as_of() }} as as_of,
    {{ window_start() }} as window_start,
    count(*) as customers,
    count(*) filter (where inadimplente) as defaulters,
    count(*) filter (where criterion_1) as criterion_1,
    count(*) filter (where criterion_2) as criterion_2,
    {{ percentage('count(*) filter (where inadimplente)', 'count(*)') }} as percentage
from {{ ref('customer_status') }}
