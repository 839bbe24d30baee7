{# The days that a run makes anew. #}
{% macro in_window() -%}
    transaction_date between '{{ var("start_date") }}' and '{{ var("end_date") }}'
{%- endmacro %}
