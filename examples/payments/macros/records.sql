{# The fields of a JSON object a line, as texts; all are null where the line is no such object. #}
{% macro json_fields(names) -%}
    {% set shape = {} -%}
    {% for name in names %}{% do shape.update({name: 'VARCHAR'}) %}{% endfor -%}
    unnest(from_json(try_cast(line as json), '{{ tojson(shape) }}')),
    coalesce(json_type(try_cast(line as json)), '') <> 'OBJECT' as is_broken,
    line
{%- endmacro %}

{# What becomes of a record that nothing is wrong with: of those with its key, the one updated last is loaded, once.
   Records that something is wrong with are kept out of this by `reason`, and apart from each other by their line. #}
{% macro among_its_versions(key) -%}
    case
        when reason is not null then reason
        when row_number() over (partition by reason, coalesce({{ key }}, line), updated_at) > 1 then 'duplicate'
        when updated_at < max(updated_at) over (partition by reason, coalesce({{ key }}, line)) then 'superseded'
    end
{%- endmacro %}
