{# Text without spaces at its ends and with single spaces inside. #}
{% macro clean_text(column) -%}
    trim(regexp_replace({{ column }}, '\s+', ' ', 'g'))
{%- endmacro %}
