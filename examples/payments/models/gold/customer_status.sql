-- Every customer with a payment in the window. Key: customer_id. Stored as Parquet, defaulters apart.

{{ config(format='parquet', partition_by='inadimplente') }}

select
    customer_id,
    count(*) as payments_due,
    count(*) filter (where criterion_1 or criterion_2) as violating_payments,
    max(days_late) as max_days_late,
    bool_or(criterion_1) as criterion_1,
    bool_or(criterion_2) as criterion_2,
    bool_or(criterion_1 or criterion_2) as inadimplente
from {{ ref('due_payments') }}
group by customer_id
order by customer_id
