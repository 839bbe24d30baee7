{# The sum of a column is the number of rows of another relation: nothing was lost or counted twice on the way. #}
{% test adds_up_to(model, column_name, to) %}

select coalesce(sum({{ column_name }}), 0) as total, (select count(*) from {{ to }}) as expected
from {{ model }}
having total <> expected

{% endtest %}
