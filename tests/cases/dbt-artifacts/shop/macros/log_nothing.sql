{# says nothing #}
{% macro log_nothing(what) %}
  {% do log(what) %}
{% endmacro %}

{% macro cents(column, digits=2) -%}
  round({{ column }} * 100, {{ digits }})
{%- endmacro %}
