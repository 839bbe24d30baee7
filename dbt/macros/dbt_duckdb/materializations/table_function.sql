{#- A table macro of DuckDB: a view with parameters, which is bound when it is used. -#}
{% materialization table_function, adapter='duckdb' %}
  {%- set target_relation = api.Relation.create(
    database=database, schema=schema, identifier=model['alias'], type='view'
  ) -%}
  {%- set parameters = config.get('parameters') -%}
  {% do run_hooks(pre_hooks, inside_transaction=False) %}
  {% do run_hooks(pre_hooks, inside_transaction=True) %}

  {% call statement('main') -%}
    create or replace function {{ target_relation.render() }} (
      {%- if parameters is string or parameters is number %}{{ parameters }}
      {%- elif parameters %}{{ parameters | join(', ') }}
      {%- endif -%}
    ) as table (
      {{ sql }}
    );
  {%- endcall %}

  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do persist_docs(target_relation, model) %}
  {% do adapter.commit() %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
