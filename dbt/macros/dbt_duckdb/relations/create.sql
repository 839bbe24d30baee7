{% macro create_table_as(temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none) -%}
  {{ return(adapter.dispatch('create_table_as', 'dbt')(
    temporary, relation, compiled_code, language, partitioned_by=partitioned_by, sorted_by=sorted_by
  )) }}
{%- endmacro %}

{% macro duckdb__create_table_as(
  temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none
) -%}
  {%- if language == 'python' -%}
    {{ return(py_write_table(
      temporary=temporary, relation=relation, compiled_code=compiled_code,
      partitioned_by=partitioned_by, sorted_by=sorted_by
    )) }}
  {%- elif language != 'sql' -%}
    {%- do exceptions.raise_compiler_error(
      'a table is made by sql or python, and not by ' ~ language
    ) -%}
  {%- endif -%}
  {%- set contract = config.get('contract') -%}
  {%- if contract.enforced -%}
    {{ get_assert_columns_equivalent(compiled_code) }}
  {%- endif %}
  {{ config.get('sql_header', none) or '' }}
  create {{ 'temporary ' if temporary }}table {{ relation.include(database=not temporary, schema=not temporary) }}
  {#- Temporary tables cannot have constraints. -#}
  {% if contract.enforced and not temporary %}
  {{ get_table_columns_and_constraints() }};
  {{ duckdb__table_layout(relation, partitioned_by, sorted_by) }}
  insert into {{ relation }} {{ get_column_names() }} (
    {{ get_select_subquery(compiled_code) }}
  );
  {% elif partitioned_by or sorted_by %}
  as (
    select * from (
      {{ compiled_code }}
    ) as model_subq
    limit 0
  );
  {{ duckdb__table_layout(relation, partitioned_by, sorted_by) }}
  insert into {{ relation }}
  select * from (
    {{ compiled_code }}
  ) as model_subq;
  {% else %}
  as (
    {{ compiled_code }}
  );
  {% endif %}
{%- endmacro %}

{#- DuckLake takes the order of its files from the table, so it is said before rows come in. -#}
{% macro duckdb__table_layout(relation, partitioned_by, sorted_by) -%}
  {%- if partitioned_by -%}
    {{ duckdb__alter_table_set_partitioned_by(relation, partitioned_by) }}
  {%- endif -%}
  {%- if sorted_by -%}
    {{ duckdb__alter_table_set_sorted_by(relation, sorted_by) }}
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__create_view_as(relation, sql) -%}
  {%- if config.get('contract').enforced -%}
    {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  {{ config.get('sql_header', none) or '' }}
  create view {{ relation }} as (
    {{ sql }}
  );
{%- endmacro %}

{#- The columns of the contract, as an insert names them. -#}
{% macro get_column_names() %}
  (
  {%- for column in model['columns'].values() %}
    {{ adapter.quote(column['name']) if column.get('quote') else column['name'] }}{{ ',' if not loop.last }}
  {%- endfor %}
  )
{% endmacro %}
