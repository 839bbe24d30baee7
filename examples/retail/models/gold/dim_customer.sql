-- Where each customer lives, by the last line, and since when they are known. Guests have no number. Key: customer_id.

select
    customer_id, {{ latest('country') }} as country,
    min(invoice_date) as first_seen, max(invoice_date) as last_seen
from {{ ref('fact_sales') }}
where customer_id is not null
group by customer_id
