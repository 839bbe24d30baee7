{% for topic in ['customers', 'orders', 'events'] %}
select '{{ topic }}' as topic, processing_date, reason, record
from {{ ref('checked_' ~ topic) }}
where reason is not null
{{ 'union all' if not loop.last }}
{% endfor %}
