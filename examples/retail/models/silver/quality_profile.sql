-- What there is in each field as it came, counted; the ragged lines are left out. Key: column_name.

select unnest([
    {%- for field in var('fields') %}
    {
        position: {{ loop.index }}, column_name: '{{ field }}',
        records: count(*), present: count({{ field }}), different: count(distinct {{ field }}),
        negative: {% if field in var('numbers') %}count(*) filter (where try_cast({{ field }} as double) < 0){% else %}null{% endif %}
    }{{ ',' if not loop.last }}
    {%- endfor %}
], recursive := true)
from {{ ref('sales_texts') }}
where not is_ragged
