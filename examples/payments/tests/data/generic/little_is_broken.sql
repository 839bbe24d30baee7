{# Some records are always wrong. When many are, it is the file that is wrong, and what was loaded before is better. #}
{% test little_is_broken(model, most=0.5) %}

select count(*) as records, count(line) as broken
from {{ model }}
having broken > {{ most }} * records

{% endtest %}
