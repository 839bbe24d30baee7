-- Every product record, typed, and what becomes of it.

select
    nullif(columns(['sku', 'name', 'category']), ''),
    {{ money('price') }} as price,
    {{ instant('updated_at') }} as updated_at,
    case
        when is_broken then 'broken_json'
        when coalesce(sku, '') = '' then 'null_key'
        when nullif(price, '') is not null and {{ money('price') }} is null then 'wrong_type'
        when {{ money('price') }} < 0 then 'negative_price'
        else 'loaded'
    end as outcome,
    if(outcome <> 'loaded', line, null) as record
from {{ ref('landed_products') }}
