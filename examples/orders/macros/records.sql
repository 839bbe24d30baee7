{# A line that holds a JSON object, split into fields; without one, all are null. #}
{% macro json_fields(names) -%}
    {% set fields = {} -%}
    {% for name in names %}{% do fields.update({name: 'VARCHAR'}) %}{% endfor -%}
    unnest(from_json(try_cast(line as json), '{{ tojson(fields) }}')),
    coalesce(json_type(try_cast(line as json)), '') <> 'OBJECT' as is_broken
{%- endmacro %}

{# A line of CSV, split into fields, with quotes or without; broken if they are not as many, or a quote is open. #}
{% macro csv_fields(names) -%}
    {% set fields = "regexp_extract_all(',' || line, ',(?:\"[^\"]*\")+|,[^,]*')" -%}
    {% for name in names -%}
    {% set field = fields ~ '[' ~ loop.index ~ ']' -%}
    if(starts_with({{ field }}, ',"'), replace({{ field }}[3:-2], '""', '"'), {{ field }}[2:]) as {{ name }},
    {% endfor -%}
    len({{ fields }}) <> {{ names | length }} or length(replace(line, '"', '')) % 2 <> length(line) % 2 as is_broken
{%- endmacro %}

{# The day on which a file of orders arrived, which is its name. #}
{% macro file_day() -%}
    left(parse_filename(filename), 10)::date
{%- endmacro %}

{# The files that a run takes in. #}
{% macro is_new() -%}
    _file_day >= '{{ var("since") }}'
{%- endmacro %}

{# Of the loaded records with the same key, the one updated last, whichever file it came in. #}
{% macro latest(key) -%}
    where outcome = 'loaded'
    qualify row_number() over (partition by {{ key }} order by updated_at desc nulls last) = 1
{%- endmacro %}
