{#- An enforced contract: the query must have the declared columns, the table gets their types and constraints. -#}

{% macro get_table_columns_and_constraints() -%}
  {{ adapter.dispatch('get_table_columns_and_constraints', 'dbt')() }}
{%- endmacro %}

{% macro default__get_table_columns_and_constraints() -%}
  {{ return(table_columns_and_constraints()) }}
{%- endmacro %}

{% macro table_columns_and_constraints() %}
  {%- set lines = adapter.render_raw_columns_constraints(raw_columns=model['columns'])
    + adapter.render_raw_model_constraints(raw_constraints=model['constraints']) -%}
    (
      {{ lines | join(',\n      ') }}
    )
{% endmacro %}

{% macro get_assert_columns_equivalent(sql) -%}
  {{ adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql) }}
{%- endmacro %}

{% macro default__get_assert_columns_equivalent(sql) -%}
  {{ return(assert_columns_equivalent(sql)) }}
{%- endmacro %}

{#- Any order will do. -#}
{% macro assert_columns_equivalent(sql) %}
  {%- set declared = model['columns'] -%}
  {%- if not declared -%}
    {%- do exceptions.raise_contract_error([], []) -%}
  {%- endif -%}
  {%- set built = format_columns(get_column_schema_from_query(sql, config.get('sql_header', none))) -%}
  {%- set promised = format_columns(get_column_schema_from_query(get_empty_schema_sql(declared))) -%}
  {%- set types = {} -%}
  {%- for column in promised -%}
    {%- do types.update({column['name']: column['formatted']}) -%}
  {%- endfor -%}
  {%- for column in built if types.get(column['name']) != column['formatted'] -%}
    {%- do exceptions.raise_contract_error(promised, built) -%}
  {%- endfor -%}
  {%- if built | length != promised | length -%}
    {%- do exceptions.raise_contract_error(promised, built) -%}
  {%- endif -%}
{% endmacro %}

{% macro format_columns(columns) %}
  {% set formatted = [] %}
  {% for column in columns %}
    {% do formatted.append(adapter.dispatch('format_column', 'dbt')(column)) %}
  {% endfor %}
  {{ return(formatted) }}
{% endmacro %}

{% macro default__format_column(column) -%}
  {{ return({
    'name': column.name,
    'data_type': column.dtype,
    'formatted': column.column.lower() ~ ' ' ~ column.dtype,
  }) }}
{%- endmacro %}
