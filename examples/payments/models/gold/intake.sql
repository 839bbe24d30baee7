-- What became of every record of the input. Key: source, outcome.

{% for source in ['transactions', 'payments'] %}
select '{{ source }}' as source, outcome, count(*) as records
from {{ ref('checked_' ~ source) }}
group by outcome
{{ 'union all' if not loop.last }}
{% endfor %}
