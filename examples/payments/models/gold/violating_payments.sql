-- The payments that make a customer a defaulter. Key: payment_id.

select *
from {{ ref('due_payments') }}
where criterion_1 or criterion_2
order by customer_id, payment_id
