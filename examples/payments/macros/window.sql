{# The date as of which it is judged, and the first day of the six months before it. #}
{% macro as_of() -%}
    date '{{ var("as_of") }}'
{%- endmacro %}

{% macro window_start() -%}
    ({{ as_of() }} - interval 6 months)::date
{%- endmacro %}
