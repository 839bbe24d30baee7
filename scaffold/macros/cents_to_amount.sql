{# Money comes in cents and is kept as exact decimals. #}
{% macro cents_to_amount(column) -%}
    ({{ column }} / 100.0)::decimal(12, 2)
{%- endmacro %}
