-- Every purchase event, typed, and what becomes of it.

{% set columns = {
    'transaction_datetime': instant, 'transaction_date': day,
    'purchase_id': whole_number, 'buyer_id': whole_number, 'prod_item_id': whole_number, 'producer_id': whole_number,
    'order_date': day, 'release_date': day,
} %}

select
    {{ typed(columns) }},
    case
        {{ faults(columns, key='purchase_id') }}
        else 'loaded'
    end as outcome,
    {{ record_set_aside() }},
    _source_file
from {{ ref('landed_purchase') }} as landed
