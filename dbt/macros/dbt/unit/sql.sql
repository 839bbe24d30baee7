{#- Actual and expected rows, one after the other, each with a column that says which it is. -#}

{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
  {{ adapter.dispatch('get_unit_test_sql', 'dbt')(main_sql, expected_fixture_sql, expected_column_names) }}
{%- endmacro %}

{% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
  {%- set columns = expected_column_names | join(', ') -%}
  {%- set kind = adapter.quote('actual_or_expected') -%}
with dbt_internal_unit_test_actual as (
  select {{ columns }}, {{ dbt.string_literal('actual') }} as {{ kind }}
  from (
    {{ main_sql }}
  ) _dbt_internal_unit_test_actual
),

dbt_internal_unit_test_expected as (
  select {{ columns }}, {{ dbt.string_literal('expected') }} as {{ kind }}
  from (
    {{ expected_fixture_sql }}
  ) _dbt_internal_unit_test_expected
)

select * from dbt_internal_unit_test_actual
union all
select * from dbt_internal_unit_test_expected
{%- endmacro %}
