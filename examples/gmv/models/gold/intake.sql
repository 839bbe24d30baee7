-- What became of every line of the input. Key: source, outcome.

{% for source in ['purchase', 'product_item', 'purchase_extra_info'] %}
select '{{ source }}' as source, outcome, count(*) as records
from {{ ref('checked_' ~ source) }}
group by outcome
{{ 'union all' if not loop.last }}
{% endfor %}
