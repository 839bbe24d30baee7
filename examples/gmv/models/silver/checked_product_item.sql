-- Every event of an item line, typed, and what becomes of it. An event that deletes has no value.

{% set columns = {
    'transaction_datetime': instant, 'transaction_date': day,
    'prod_item_id': whole_number, 'product_id': whole_number, 'item_quantity': whole_number,
    'purchase_value': money,
} %}

select
    {{ typed(columns) }},
    case
        {{ faults(columns, key='prod_item_id') }}
        when op <> 'd' and purchase_value is null then 'null_value'
        when op <> 'd' and {{ money('purchase_value') }} < 0 then 'negative_value'
        else 'loaded'
    end as outcome,
    {{ record_set_aside() }},
    _source_file
from {{ ref('landed_product_item') }} as landed
