{#- User-defined functions. Which macro writes one depends on its type and language: scalar_function_sql and so on. -#}
{% materialization function, default, supported_languages=['sql', 'python', 'javascript'] %}
  {% set existing_relation = load_cached_relation(this) %}
  {% set target_relation = this.incorporate(type=this.Function) %}
  {% do run_hooks(pre_hooks) %}
  {#- Under another name, since a dispatch by a name that is not written out would not be accepted. -#}
  {% set dispatched = adapter.dispatch %}
  {% set write_sql = dispatched(this.get_function_macro_name(this.get_function_config(model)), 'dbt') %}
  {% do function_execute_build_sql(write_sql(target_relation), existing_relation, target_relation) %}
  {% do run_hooks(post_hooks) %}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {{ return(adapter.dispatch('function_execute_build_sql', 'dbt')(build_sql, existing_relation, target_relation)) }}
{% endmacro %}

{% macro default__function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {% set grant_config = config.get('grants') %}
  {% call statement(name='main') %}
    {{ build_sql }}
  {% endcall %}
  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode=True)
  ) %}
  {% do persist_docs(target_relation, model) %}
  {% do adapter.commit() %}
{% endmacro %}
