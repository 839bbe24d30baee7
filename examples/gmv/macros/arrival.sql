{# Where a line came from, and when. A file is named for its day: 2024-01-05.csv, perhaps with more behind the date. #}
{% macro arrival() -%}
    parse_filename(filename) as _source_file,
    left(parse_filename(filename), 10)::date as _file_day
{%- endmacro %}
