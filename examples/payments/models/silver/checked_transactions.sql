-- Every transaction record: its values, and what becomes of it.

with valued as (
    select
        {{ text('landed.transaction_id') }} as transaction_id,
        {{ whole_number('landed.customer_id') }} as customer_id,
        {{ text('landed.place') }} as place,
        {{ money('landed.amount') }} as amount,
        {{ day('landed.transaction_date') }} as transaction_date,
        try_cast(landed.updated_at as timestamptz) as updated_at,
        landed
    from {{ ref('landed_transactions') }} as landed
),

checked as (
    select
        * exclude (landed),
        case
            when landed.is_broken then 'broken_json'
            when transaction_id is null then 'null_key'
            when amount is null
                or {{ is_wrong('landed.customer_id', 'customer_id') }}
                or {{ is_wrong('landed.transaction_date', 'transaction_date') }}
                then 'wrong_type'
            when customer_id is null then 'null_customer'
            when transaction_date is null then 'null_date'
            when amount < 0 then 'negative_amount'
        end as reason,
        if(reason is null, null, landed.line) as line
    from valued
)

select * exclude (reason), coalesce({{ among_its_versions('transaction_id') }}, 'loaded') as outcome
from checked
