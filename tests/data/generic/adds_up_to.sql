{# The sum of a column is what another relation says in all: nothing was lost or counted twice on the way. #}
{% test adds_up_to(model, column_name, to, measure='count(*)') %}

with totals as (

    select
        (select sum({{ column_name }}) from {{ model }}) as total,
        (select {{ measure }} from {{ to }}) as expected

)

select *
from totals
where total is distinct from expected

{% endtest %}
