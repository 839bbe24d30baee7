-- Every line, typed, with the first rule that it breaks. Key: _row_id.

with typed as (
    select
        * replace (
            upper(stock_code) as stock_code,
            {{ whole_number('quantity') }} as quantity,
            {{ price('unit_price') }} as unit_price,
            {{ whole_number('customer_id') }} as customer_id
        ),
        {{ moment('invoice_date') }} as invoice_at,
        invoice_no like 'C%' as is_return,
        { quantity: quantity, unit_price: unit_price, customer_id: customer_id } as text
    from {{ ref('sales_texts') }}
)

select
    * exclude (invoice_date, arrived_on, is_ragged, text),
    case
        when is_ragged then 'ragged'
        when invoice_no is null or stock_code is null then 'null_key'
        when quantity is null and text.quantity is not null
            or unit_price is null and text.unit_price is not null
            or invoice_at is null and invoice_date is not null
            or customer_id is null and text.customer_id is not null then 'wrong_type'
        when quantity is null or unit_price is null or invoice_at is null then 'null_value'
        when invoice_at::date > arrived_on then 'future'
        when unit_price < 0 then 'negative_price'
        when is_return and quantity >= 0 or not is_return and quantity <= 0 then 'wrong_sign'
    end as problem
from typed
