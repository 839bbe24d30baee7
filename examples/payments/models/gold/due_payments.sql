-- The payments due in the six months before the date, and how late each is as of then. Key: payment_id.
-- What was paid later is not known yet, and what is not paid counts as paid on that day.

{{ config(materialized='ephemeral') }}

with due as (
    select * replace (if(paid_date <= {{ as_of() }}, paid_date, null) as paid_date)
    from {{ ref('payments') }}
    where due_date >= {{ window_start() }} and due_date < {{ as_of() }}
)

select
    transactions.customer_id,
    due.payment_id,
    due.transaction_id,
    transactions.transaction_date,
    due.due_date,
    due.paid_date,
    greatest(coalesce(due.paid_date, {{ as_of() }}) - due.due_date, 0) as days_late,
    due.amount,
    days_late > 30 and due.due_date >= transactions.transaction_date + interval 3 months as criterion_1,
    days_late > 15 as criterion_2
from due
inner join {{ ref('transactions') }} as transactions using (transaction_id)
