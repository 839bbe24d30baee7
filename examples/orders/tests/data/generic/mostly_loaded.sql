{# Some records are always wrong. When many are, it is the file that is wrong, and what was there before is better. #}
{% test mostly_loaded(model, at_least=0.8) %}

select count(*) as records, count(*) filter (where outcome = 'loaded') as loaded
from {{ model }}
having loaded < {{ at_least }} * records

{% endtest %}
