-- Every line, typed, with the first rule that it breaks. Key: _row_id.

with typed as (

    select
        invoice_no,
        upper(stock_code) as stock_code,
        description,
        quantity as quantity_text,
        {{ whole_number('quantity') }} as quantity,
        invoice_date as invoice_date_text,
        {{ moment('invoice_date') }} as invoice_at,
        unit_price as unit_price_text,
        {{ price('unit_price') }} as unit_price,
        customer_id as customer_id_text,
        {{ whole_number('customer_id') }} as customer_id,
        country,
        invoice_no like 'C%' as is_return,
        is_ragged,
        arrived_on,
        _row_id
    from {{ ref('sales_texts') }}

)

select
    invoice_no,
    stock_code,
    customer_id,
    country,
    invoice_at,
    description,
    quantity,
    unit_price,
    is_return,
    case
        when is_ragged then 'ragged'
        when invoice_no is null or stock_code is null then 'null_key'
        when quantity is null and quantity_text is not null
            or unit_price is null and unit_price_text is not null
            or invoice_at is null and invoice_date_text is not null
            or customer_id is null and customer_id_text is not null then 'wrong_type'
        when quantity is null or unit_price is null or invoice_at is null then 'null_value'
        when invoice_at::date > arrived_on then 'future'
        when unit_price < 0 then 'negative_price'
        when is_return and quantity >= 0 or not is_return and quantity <= 0 then 'wrong_sign'
    end as problem,
    _row_id
from typed
