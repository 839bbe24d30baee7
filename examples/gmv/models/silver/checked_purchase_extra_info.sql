-- Every event of a purchase's subsidiary, typed, and what becomes of it.

{% set columns = {
    'transaction_datetime': instant, 'transaction_date': day,
    'purchase_id': whole_number,
} %}

select
    {{ typed(columns) }},
    {{ tidy('subsidiary') }} as subsidiary,
    case
        {{ faults(columns, key='purchase_id') }}
        else 'loaded'
    end as outcome,
    {{ record_set_aside() }},
    _source_file
from {{ ref('landed_purchase_extra_info') }} as landed
