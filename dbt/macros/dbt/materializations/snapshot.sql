{% materialization snapshot, default %}
  {%- set unique_key = config.get('unique_key') -%}
  {%- set grant_config = config.get('grants') -%}
  {% set target_exists, target_relation = get_or_create_relation(
    database=model.database, schema=model.schema, identifier=model.get('alias', model.get('name')), type='table'
  ) %}
  {% if not target_relation.is_table %}
    {% do exceptions.relation_wrong_type(target_relation, 'table') %}
  {% endif %}

  {% do run_hooks(pre_hooks, inside_transaction=False) %}
  {% do run_hooks(pre_hooks, inside_transaction=True) %}

  {% set find_changes = strategy_dispatch(config.get('strategy')) %}
  {% set strategy = find_changes(model, 'snapshotted_data', 'source_data', model['config'], target_exists) %}

  {% if not target_exists %}
    {% set select_sql = build_snapshot_table(strategy, model['compiled_code']) %}
    {% set final_sql = create_table_as(False, target_relation, select_sql) %}
  {% else %}
    {% do adapter.assert_valid_snapshot_target_given_strategy(
      target_relation, config.get('snapshot_table_column_names') or get_snapshot_table_column_names(), strategy
    ) %}
    {% set select_sql = snapshot_staging_table(strategy, sql, target_relation) %}
    {% set staging_table = build_snapshot_staging_table(strategy, sql, target_relation) %}
    {% do adapter.expand_target_column_types(from_relation=staging_table, to_relation=target_relation) %}

    {#- What the staging adds to the query stays out of the table. -#}
    {% set auxiliary = ['dbt_change_type', 'DBT_CHANGE_TYPE', 'dbt_unique_key', 'DBT_UNIQUE_KEY'] %}
    {% if unique_key | is_list %}
      {% for _ in strategy.unique_key %}
        {% do auxiliary.extend(['dbt_unique_key_' ~ loop.index, 'DBT_UNIQUE_KEY_' ~ loop.index]) %}
      {% endfor %}
    {% endif %}
    {% set missing = adapter.get_missing_columns(staging_table, target_relation) %}
    {% do create_columns(target_relation, missing | rejectattr('name', 'in', auxiliary) | list) %}
    {% set inserted = [] %}
    {% for column in adapter.get_columns_in_relation(staging_table) | rejectattr('name', 'in', auxiliary) %}
      {% do inserted.append(adapter.quote(column.name)) %}
    {% endfor %}
    {% set final_sql = snapshot_merge_sql(target=target_relation, source=staging_table, insert_cols=inserted) %}
  {% endif %}

  {% do check_time_data_types(select_sql) %}

  {% call statement('main') %}
    {{ final_sql }}
  {% endcall %}

  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(target_exists, full_refresh_mode=False)
  ) %}
  {% do persist_docs(target_relation, model) %}
  {% if not target_exists %}
    {% do create_indexes(target_relation) %}
  {% endif %}
  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do adapter.commit() %}
  {% if target_exists %}
    {% do post_snapshot(staging_table) %}
  {% endif %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
