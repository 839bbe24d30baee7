-- Every payment record: its values, and what becomes of it.

with valued as (
    select
        {{ text('landed.payment_id') }} as payment_id,
        {{ text('landed.transaction_id') }} as transaction_id,
        {{ money('landed.amount') }} as amount,
        {{ day('landed.due_date') }} as due_date,
        {{ day('landed.paid_date') }} as paid_date,
        try_cast(landed.updated_at as timestamptz) as updated_at,
        landed
    from {{ ref('landed_payments') }} as landed
),

checked as (
    select
        * exclude (landed),
        case
            when landed.is_broken then 'broken_json'
            when payment_id is null then 'null_key'
            when amount is null
                or {{ is_wrong('landed.due_date', 'due_date') }}
                or {{ is_wrong('landed.paid_date', 'paid_date') }}
                then 'wrong_type'
            when due_date is null then 'null_date'
            when amount < 0 then 'negative_amount'
        end as reason,
        if(reason is null, null, landed.line) as line
    from valued
),

judged as (
    select * exclude (reason), {{ among_its_versions('payment_id') }} as reason
    from checked
)

select
    judged.* exclude (reason),
    coalesce(reason, if(transactions.transaction_id is null, 'orphan', 'loaded')) as outcome
from judged
left join {{ ref('transactions') }} as transactions using (transaction_id)
