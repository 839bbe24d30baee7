-- Every line that was not loaded: why, and what it said.

{% for source in ['purchase', 'product_item', 'purchase_extra_info'] %}
select '{{ source }}' as source, outcome as reason, record, _source_file
from {{ ref('checked_' ~ source) }}
where outcome <> 'loaded'
{{ 'union all' if not loop.last }}
{% endfor %}
