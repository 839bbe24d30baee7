{#- Between dollars a comment may have anything but the same dollars. -#}
{% macro duckdb_escape_comment(comment) -%}
  {%- set fence = '$dbt_comment_literal_block$' -%}
  {%- if comment is not string -%}
    {%- do exceptions.raise_compiler_error('cannot escape a non-string: ' ~ comment) -%}
  {%- elif fence in comment -%}
    {%- do exceptions.raise_compiler_error('The string ' ~ fence ~ ' is not allowed in comments.') -%}
  {%- endif -%}
  {{ fence }}{{ comment }}{{ fence }}
{%- endmacro %}

{% macro duckdb__alter_relation_comment(relation, comment) %}
  comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(comment) }};
{% endmacro %}

{% macro duckdb__alter_column_comment(relation, column_dict) %}
  {% set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list %}
  {%- for name, column in column_dict.items() if name in existing %}
  comment on column {{ relation }}.{{ adapter.quote(name) if column['quote'] else name }}
    is {{ duckdb_escape_comment(column['description']) }};
  {%- endfor %}
{% endmacro %}

{% macro duckdb__apply_grants(relation, grant_config, should_revoke=True) %}
  {% if grant_config %}
    {% do adapter.warn_once('Grants for relations are not supported by DuckDB') %}
  {% endif %}
{% endmacro %}
