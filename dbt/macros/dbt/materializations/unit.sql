{#- The model's query over given rows, beside the rows that are expected. An empty table of it tells the types. -#}
{%- materialization unit, default -%}
  {% set sql_header = config.get('sql_header') if flags.REQUIRE_SQL_HEADER_IN_TEST_CONFIGS else none %}
  {% set expected_rows = config.get('expected_rows') %}
  {% set expected_sql = config.get('expected_sql') %}
  {% set tested_names = expected_rows[0].keys() if expected_rows else get_columns_in_query(sql) %}

  {% set temp_relation = make_temp_relation(this.incorporate(type='table')) %}
  {% do run_query(get_create_table_as_sql(True, temp_relation, get_empty_subquery_sql(sql))) %}
  {% set types, quoted = {}, {} %}
  {% for column in adapter.get_columns_in_relation(temp_relation) %}
    {% do types.update({column.name | lower: column.data_type}) %}
    {% do quoted.update({column.name | lower: column.quoted}) %}
  {% endfor %}
  {% set tested = [] %}
  {% for name in tested_names %}
    {% do tested.append(quoted[name | lower]) %}
  {% endfor %}

  {% set unit_test_sql = get_unit_test_sql(
    sql, expected_sql or get_expected_sql(expected_rows, types, quoted), tested
  ) %}
  {% call statement('main', fetch_result=True) -%}
    {{ sql_header if sql_header }}
    {{ unit_test_sql }}
  {%- endcall %}
  {% do adapter.drop_relation(temp_relation) %}

  {{ return({'relations': []}) }}
{%- endmaterialization -%}
