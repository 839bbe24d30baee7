{#- Unlike split_part, null where there is no such part, and negative numbers count from the end. -#}
{% macro duckdb__split_part(string_text, delimiter_text, part_number) %}
  string_split({{ string_text }}, {{ delimiter_text }})[ {{ part_number }} ]
{% endmacro %}
