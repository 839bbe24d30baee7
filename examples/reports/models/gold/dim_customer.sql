-- One row a customer, as last updated.

select customer_id, name, email, country, updated_at, processing_date
from {{ ref('raw_customers') }}
{{ latest('customer_id') }}
