-- Some records are always wrong. When half of a topic is, it is the files that are wrong, and what was there is better.

{% for topic in ['customers', 'orders', 'events'] %}
select '{{ topic }}' as topic, count(*) as records, count(reason) as set_aside
from (
    select null as reason from {{ ref('raw_' ~ topic) }} where {{ of_process_date() }}
    union all
    select reason from {{ ref('set_aside') }} where topic = '{{ topic }}' and {{ of_process_date() }}
)
having set_aside > records / 2
{{ 'union all' if not loop.last }}
{% endfor %}
