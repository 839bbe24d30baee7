-- The payments due in the six months before the date, and how late each is as of then. Key: payment_id.
-- What was paid later is not known yet, and what is not paid counts as paid on that day.

{{ config(materialized='ephemeral') }}

with known as (

    select
        transactions.customer_id,
        payments.payment_id,
        payments.transaction_id,
        transactions.transaction_date,
        payments.due_date,
        if(payments.paid_date <= {{ as_of() }}, payments.paid_date, null) as known_paid_date,
        greatest(coalesce(known_paid_date, {{ as_of() }}) - payments.due_date, 0) as days_late,
        payments.amount
    from {{ ref('payments') }} as payments
    inner join {{ ref('transactions') }} as transactions using (transaction_id)
    where payments.due_date >= {{ window_start() }} and payments.due_date < {{ as_of() }}

)

select
    * rename (known_paid_date as paid_date),
    days_late > 30 and due_date >= transaction_date + interval 3 months as criterion_1,
    days_late > 15 as criterion_2
from known
