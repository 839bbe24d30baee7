{#- An attached database of another system has no schemas to be made: SQLite knows only `main`. -#}
{% macro duckdb__create_schema(relation) -%}
  {%- set foreign = run_query(
    "select type from duckdb_databases() where type != 'duckdb' and lower(database_name) = '"
    ~ relation.database | lower ~ "'"
  ) -%}
  {%- set system = foreign.columns[0].values()[0] if foreign | length else 'duckdb' -%}
  {%- if system == 'sqlite' and relation.schema != 'main' -%}
    {%- do exceptions.raise_compiler_error(
      'SQLite has the schema main only, and not ' ~ relation.schema
    ) -%}
  {%- endif -%}
  {%- call statement('create_schema') -%}
    {%- if system not in ['sqlite', 'mysql'] -%}
      create schema if not exists {{ relation.without_identifier() }}
    {%- endif -%}
  {%- endcall -%}
{%- endmacro %}

{% macro duckdb__drop_schema(relation) -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier() }} cascade
  {%- endcall -%}
{%- endmacro %}

{% macro duckdb__list_schemas(database) -%}
  {% set sql %}
    select schema_name
    from system.information_schema.schemata
    {% if database is not none %}where lower(catalog_name) = '{{ database | lower }}'{% endif %}
  {% endset %}
  {{ return(run_query(sql)) }}
{%- endmacro %}

{% macro duckdb__check_schema_exists(information_schema, schema) -%}
  {% set sql %}
    select count(*)
    from system.information_schema.schemata
    where lower(schema_name) = '{{ schema | lower }}'
      and lower(catalog_name) = '{{ information_schema.database | lower }}'
  {% endset %}
  {{ return(run_query(sql)) }}
{%- endmacro %}
