{%- materialization test, default -%}
  {% set relations = [] %}
  {% set sql_header = config.get('sql_header') if flags.REQUIRE_SQL_HEADER_IN_TEST_CONFIGS else none %}
  {% set failing_rows %}
    {{ get_limit_subquery_sql(sql, config.get('limit')) }}
  {% endset %}

  {% if should_store_failures() %}
    {#- The rows are kept first and counted where they are kept, so that the test's query runs once. -#}
    {% set kind = config.get('store_failures_as') %}
    {% set kind = 'table' if kind is none else kind %}
    {% if kind not in ['table', 'view'] %}
      {% do exceptions.raise_compiler_error(
        "store_failures_as is table, view or ephemeral, and not '" ~ kind ~ "'"
      ) %}
    {% endif %}
    {% set identifier = model['alias'] %}
    {% set old_relation = adapter.get_relation(database=database, schema=schema, identifier=identifier) %}
    {% set kept = api.Relation.create(identifier=identifier, schema=schema, database=database, type=kind) %}
    {% if old_relation %}
      {% do adapter.drop_relation(old_relation) %}
    {% endif %}
    {% call statement(auto_begin=True) %}
      {{ sql_header if sql_header }}
      {{ get_create_sql(kept, failing_rows) }}
    {% endcall %}
    {% do relations.append(kept) %}
    {% set failing_rows = 'select * from ' ~ kept %}
    {% do adapter.commit() %}
  {% endif %}

  {% call statement('main', fetch_result=True) -%}
    {{ sql_header if sql_header }}
    {#- The limit is in the rows already. -#}
    {{ get_test_sql(failing_rows, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), limit=none) }}
  {%- endcall %}

  {{ return({'relations': relations}) }}
{%- endmaterialization -%}
