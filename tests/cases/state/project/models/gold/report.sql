select r.customer_id, c.name, r.revenue
from {{ ref('revenue') }} r
join {{ ref('customers_clean') }} c on c.id = r.customer_id
