select r.customer_id, r.amount, c.name, j.jar
from {{ ref('revenue') }} r
left join {{ ref('customers') }} c on c.id = r.customer_id
cross join {{ ref('pantry', 'jars') }} j
