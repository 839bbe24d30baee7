-- Every record that was not loaded: why, and what it said.

{% for source in ['transactions', 'payments'] %}
select '{{ source }}' as source, outcome as reason, coalesce(line, to_json(checked)::varchar) as record
from {{ ref('checked_' ~ source) }} as checked
where outcome <> 'loaded'
{{ 'union all' if not loop.last }}
{% endfor %}
