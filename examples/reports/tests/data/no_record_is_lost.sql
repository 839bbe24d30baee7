-- Of each topic and date, as many records are loaded or set aside as have landed.

{% for topic in ['customers', 'orders', 'events'] %}
select '{{ topic }}' as topic, processing_date, count(*) as records
from {{ ref('landed_' ~ topic) }}
group by processing_date
{{ 'union all' if not loop.last }}
{% endfor %}

except

select topic, processing_date, sum(records) as records
from {{ ref('intake') }}
group by topic, processing_date
