-- What became of every record that landed: loaded, or the reason why not. Key: topic, processing_date, outcome.

{% for topic in ['customers', 'orders', 'events'] %}
select '{{ topic }}' as topic, processing_date, 'loaded' as outcome, count(*) as records
from {{ ref('raw_' ~ topic) }}
group by processing_date
union all
{% endfor %}
select topic, processing_date, reason as outcome, count(*) as records
from {{ ref('set_aside') }}
group by topic, processing_date, reason
