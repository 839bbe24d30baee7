{% macro create_csv_table(model, agate_table) -%}
  {{ adapter.dispatch('create_csv_table', 'dbt')(model, agate_table) }}
{%- endmacro %}

{% macro default__create_csv_table(model, agate_table) %}
  {%- set given = model['config'].get('column_types', {}) -%}
  {%- set quoted = model['config'].get('quote_columns', none) -%}
  {% set sql %}
    create table {{ this.render() }} (
    {%- for name in agate_table.column_names %}
      {{ adapter.quote_seed_column(name | string, quoted) }} {{
        given.get(name, adapter.convert_type(agate_table, loop.index0))
      }}{{ ',' if not loop.last }}
    {%- endfor %}
    )
  {% endset %}
  {% call statement('_') -%}
    {{ sql }}
  {%- endcall %}
  {{ return(sql) }}
{% endmacro %}

{% macro reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
  {{ adapter.dispatch('reset_csv_table', 'dbt')(model, full_refresh, old_relation, agate_table) }}
{%- endmacro %}

{% macro default__reset_csv_table(model, full_refresh, old_relation, agate_table) %}
  {% if full_refresh %}
    {% do adapter.drop_relation(old_relation) %}
    {{ return(create_csv_table(model, agate_table)) }}
  {% endif %}
  {% do adapter.truncate_relation(old_relation) %}
  {{ return('truncate table ' ~ old_relation.render()) }}
{% endmacro %}

{% macro get_csv_sql(create_or_truncate_sql, insert_sql) %}
  {{ adapter.dispatch('get_csv_sql', 'dbt')(create_or_truncate_sql, insert_sql) }}
{% endmacro %}

{% macro default__get_csv_sql(create_or_truncate_sql, insert_sql) %}
    {{ create_or_truncate_sql }};
    -- dbt seed --
    {{ insert_sql }}
{% endmacro %}

{% macro get_binding_char() -%}
  {{ adapter.dispatch('get_binding_char', 'dbt')() }}
{%- endmacro %}

{% macro default__get_binding_char() %}
  {{ return('%s') }}
{% endmacro %}

{% macro get_batch_size() -%}
  {{ return(adapter.dispatch('get_batch_size', 'dbt')()) }}
{%- endmacro %}

{% macro default__get_batch_size() %}
  {{ return(10000) }}
{% endmacro %}

{% macro get_seed_column_quoted_csv(model, column_names) %}
  {%- set quoted = [] -%}
  {%- for name in column_names -%}
    {%- do quoted.append(adapter.quote_seed_column(name, model['config'].get('quote_columns', none))) -%}
  {%- endfor -%}
  {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro load_csv_rows(model, agate_table) -%}
  {{ adapter.dispatch('load_csv_rows', 'dbt')(model, agate_table) }}
{%- endmacro %}

{#- In batches, with the values as parameters. Of the statements the first is shown. -#}
{% macro default__load_csv_rows(model, agate_table) %}
  {% set names = agate_table.column_names %}
  {% set columns = get_seed_column_quoted_csv(model, names) %}
  {% set row_of_parameters = '(' ~ ([get_binding_char() | string] * names | length) | join(',') ~ ')' %}
  {% set statements = [] %}
  {% for rows in agate_table.rows | batch(get_batch_size()) %}
    {% set bindings = [] %}
    {% for row in rows %}
      {% do bindings.extend(row) %}
    {% endfor %}
    {% set sql %}
      insert into {{ this.render() }} ({{ columns }}) values
      {{ ([row_of_parameters] * rows | length) | join(',') }}
    {% endset %}
    {% do adapter.add_query(sql, bindings=bindings, abridge_sql_log=True) %}
    {% if loop.first %}
      {% do statements.append(sql) %}
    {% endif %}
  {% endfor %}
  {{ return(statements[0]) }}
{% endmacro %}
