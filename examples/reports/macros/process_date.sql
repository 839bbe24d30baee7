{# Whether a row belongs to the dates that this run takes in. #}
{% macro of_process_date() -%}
    processing_date::varchar glob '{{ var("process_date") }}'
{%- endmacro %}

{# The date of the folder that a file landed in. The source needs the option `filename: true`. #}
{% macro processing_date() -%}
    regexp_extract(filename, '(\d{4}-\d{2}-\d{2})[/\\][^/\\]+$', 1)::date
{%- endmacro %}
