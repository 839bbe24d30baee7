{# Of the rows with the same key, the one updated last; of copies of it, the one that came first. #}
{% macro latest(key) -%}
    qualify row_number() over (partition by {{ key }} order by updated_at desc, processing_date) = 1
{%- endmacro %}
