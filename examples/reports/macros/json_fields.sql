{# The fields of a JSON object a line, as texts; all are null where the line is no such object.
   A field that a line lacks is null too, so that a new one needs no more than its name here. #}
{% macro json_fields(names) -%}
    {% set shape = {} -%}
    {% for name in names %}{% do shape.update({name: 'VARCHAR'}) %}{% endfor -%}
    unnest(from_json(try_cast(line as json), '{{ tojson(shape) }}')),
    if(coalesce(json_type(try_cast(line as json)), '') <> 'OBJECT', 'broken_json', null) as damage,
    if(damage is null, null, line) as unread
{%- endmacro %}

{# A CSV line with a field too many, or without its last one. Empty fields are '' (see the source), so null is a
   field that is not there. #}
{% macro csv_damage(last_column) -%}
    if(surplus is not null or {{ last_column }} is null, 'ragged', null) as damage,
    surplus as unread
{%- endmacro %}
