{#- Rows that a unit test gives or expects, as SQL with the types of the real columns. -#}

{#- A given input: every column of the relation, null where the row says nothing. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
  {%- if not column_name_to_data_types -%}
    {#- A relation that was never built here may exist where the project defers to. -#}
    {%- set relation = defer_relation if defer_relation and not load_relation(this) else this -%}
    {%- set column_name_to_data_types, column_name_to_quoted = {}, {} -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
      {%- do column_name_to_data_types.update({column.name | lower: column.data_type}) -%}
      {%- do column_name_to_quoted.update({column.name | lower: column.quoted}) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- if not column_name_to_data_types -%}
    {%- do exceptions.raise_compiler_error(
      "the columns of the unit test's input '" ~ model.name ~ "' are not known: " ~ this ~ ' does not exist'
    ) -%}
  {%- endif -%}

  {%- set nulls = {} -%}
  {%- for name, type in column_name_to_data_types.items() -%}
    {%- do nulls.update({name: safe_cast('null', type) | trim}) -%}
  {%- endfor -%}
  {%- do validate_fixture_rows(rows, row_number) %}
-- Fixture for {{ model.name }}
  {%- for row in rows or [{}] %}
    {%- set values = nulls.copy() -%}
    {%- do values.update(format_row(row, column_name_to_data_types)) %}
select {{ fixture_values_sql(values, column_name_to_quoted) }}
    {%- if not loop.last %}
union all
    {%- endif %}
  {%- endfor %}
  {%- if not rows %}
limit 0
  {%- endif %}
{% endmacro %}

{#- What is expected: the columns that the test names. -#}
{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) %}
  {%- if not rows %}
select * from dbt_internal_unit_test_actual
limit 0
  {%- endif %}
  {%- for row in rows %}
select {{ fixture_values_sql(format_row(row, column_name_to_data_types), column_name_to_quoted) }}
    {%- if not loop.last %}
union all
    {%- endif %}
  {%- endfor %}
{% endmacro %}

{% macro fixture_values_sql(values, column_name_to_quoted) -%}
  {%- for name, value in values.items() -%}
    {{ value | trim }} as {{ column_name_to_quoted[name] }}{{ ', ' if not loop.last }}
  {%- endfor -%}
{%- endmacro %}

{#- A row as SQL values by column name, in lower case. -#}
{% macro format_row(row, column_name_to_data_types) -%}
  {%- set formatted = {} -%}
  {%- for key, value in row.items() -%}
    {%- set name = key | lower -%}
    {%- if name not in column_name_to_data_types -%}
      {%- set expected = model.resource_type == 'unit_test' -%}
      {%- set rows = 'the expected rows' if expected else "the rows of '" ~ model.name ~ "'" -%}
      {%- do exceptions.raise_compiler_error(
        "there is no column '" ~ name ~ "' for " ~ rows ~ ' of the unit test\nthere are '
        ~ column_name_to_data_types.keys() | join(', ')
      ) -%}
    {%- endif -%}
    {%- set type = column_name_to_data_types[name] -%}
    {%- if value is string -%}
      {#- A length would cut the value off without a word. -#}
      {%- set type = type.split('(')[0] if 'varying' in type else type -%}
      {%- set value = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
    {%- elif value is none -%}
      {%- set value = 'null' -%}
    {%- endif -%}
    {%- do formatted.update({name: safe_cast(value, type)}) -%}
  {%- endfor -%}
  {{ return(formatted) }}
{%- endmacro %}

{% macro validate_fixture_rows(rows, row_number) -%}
  {{ return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) }}
{%- endmacro %}

{% macro default__validate_fixture_rows(rows, row_number) -%}
{%- endmacro %}
