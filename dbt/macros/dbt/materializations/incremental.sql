{#- For an adapter without an incremental of its own; custom materializations call it by name. -#}
{% materialization incremental, default -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set temp_relation = make_temp_relation(target_relation) -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set backup_type = 'table' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_type) -%}
  {%- set was_view = existing_relation is not none and existing_relation.is_view -%}
  {%- set full_refresh_mode = should_full_refresh() or was_view -%}
  {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
  {%- set old_intermediate = load_cached_relation(intermediate_relation) -%}
  {%- set old_backup = load_cached_relation(backup_relation) -%}
  {%- set grant_config = config.get('grants') -%}
  {% do drop_relation_if_exists(old_intermediate) %}
  {% do drop_relation_if_exists(old_backup) %}
  {% do run_hooks(pre_hooks, inside_transaction=False) %}
  {% do run_hooks(pre_hooks, inside_transaction=True) %}

  {% set strategy = adapter.get_incremental_strategy_macro(context, config.get('incremental_strategy') or 'default') %}
  {% set swapped = existing_relation is not none and full_refresh_mode %}
  {% if existing_relation is none or full_refresh_mode %}
    {% set built = intermediate_relation if swapped else target_relation %}
    {% set build_sql = get_create_table_as_sql(False, built, sql) %}
  {% else %}
    {% set built = temp_relation %}
    {% do run_query(get_create_table_as_sql(True, temp_relation, sql)) %}
    {% if not config.get('contract').enforced %}
      {% do adapter.expand_target_column_types(from_relation=temp_relation, to_relation=target_relation) %}
    {% endif %}
    {% set dest_columns = process_schema_changes(on_schema_change, temp_relation, existing_relation)
      or adapter.get_columns_in_relation(existing_relation) %}
    {% set build_sql = strategy({
      'target_relation': target_relation,
      'temp_relation': temp_relation,
      'unique_key': config.get('unique_key'),
      'dest_columns': dest_columns,
      'incremental_predicates': config.get('predicates', none) or config.get('incremental_predicates', none),
    }) %}
  {% endif %}

  {% call statement('main') %}
    {{ build_sql }}
  {% endcall %}

  {% if existing_relation is none or was_view or should_full_refresh() %}
    {% do create_indexes(built) %}
  {% endif %}
  {% if swapped %}
    {% do adapter.rename_relation(target_relation, backup_relation) %}
    {% do adapter.rename_relation(intermediate_relation, target_relation) %}
  {% endif %}
  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode)
  ) %}
  {% do persist_docs(target_relation, model) %}
  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do adapter.commit() %}
  {% if swapped %}
    {% do adapter.drop_relation(backup_relation) %}
  {% endif %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}
