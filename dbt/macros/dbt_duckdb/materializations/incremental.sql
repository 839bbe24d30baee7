{#-
  The first time, or on a full refresh, like a table. Otherwise the new rows go to a temporary table, and from there
  into the model's by the strategy.
-#}
{% materialization incremental, adapter='duckdb', supported_languages=['sql', 'python'] -%}
  {%- set language = model['language'] -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set backup_type = 'table' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_type) -%}
  {%- set was_view = existing_relation is not none and existing_relation.is_view -%}
  {%- set full_refresh_mode = should_full_refresh() or was_view -%}
  {%- set created = existing_relation is none or full_refresh_mode -%}
  {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
  {%- set partitioned_by = duckdb__get_partitioned_by(target_relation, false) if created else none -%}
  {%- set sorted_by = duckdb__get_sorted_by(target_relation, false) if created else none -%}
  {#- DuckLake sets the layout of a table outside of a transaction only. -#}
  {%- set skip_auto_begin = (partitioned_by or sorted_by) and adapter.is_ducklake(target_relation) -%}

  {#- Left over from a run that was interrupted. -#}
  {%- set old_intermediate = load_cached_relation(intermediate_relation) -%}
  {%- set old_backup = load_cached_relation(backup_relation) -%}
  {%- set grant_config = config.get('grants') -%}
  {% do drop_relation_if_exists(old_intermediate) %}
  {% do drop_relation_if_exists(old_backup) %}

  {% set to_drop = [] %}
  {% set dropped_dependents = [] %}
  {% set batch_id = adapter.batch_id_for_model(model) %}
  {% set place = duckdb__dispatch_temporary_relation(target_relation, batch_id) %}
  {% set temp_relation = place.relation %}
  {% if not place.temporary %}
    {% do to_drop.append(temp_relation) %}
  {% endif %}

  {% do run_hooks(pre_hooks, inside_transaction=False) %}
  {% do run_hooks(pre_hooks, inside_transaction=True) %}

  {% set need_swap = false %}
  {% if created %}
    {% if existing_relation is not none and has_foreign_key_constraints(existing_relation) %}
      {#- Such a table cannot be renamed, so it is replaced in place. -#}
      {% set dropped_dependents = drop_relation_for_rebuild(existing_relation) %}
    {% else %}
      {% set need_swap = existing_relation is not none %}
    {% endif %}
    {% set build_sql = create_table_as(
      False, intermediate_relation if need_swap else target_relation, compiled_code, language,
      partitioned_by=partitioned_by, sorted_by=sorted_by
    ) %}
  {% else %}
    {% set stage_sql = create_table_as(
      place.temporary, temp_relation, compiled_code, language, partitioned_by=none, sorted_by=none
    ) %}
    {% if language == 'python' %}
      {% call statement('pre', language=language) %}
        {{- stage_sql }}
      {% endcall %}
    {% else %}
      {% do run_query(stage_sql) %}
    {% endif %}
    {% do adapter.expand_target_column_types(from_relation=temp_relation, to_relation=target_relation) %}
    {% set dest_columns = process_schema_changes(on_schema_change, temp_relation, existing_relation)
      or adapter.get_columns_in_relation(existing_relation) %}
    {% set strategy_name = config.get('incremental_strategy') or 'default' %}
    {% set write_sql = adapter.get_incremental_strategy_macro(context, strategy_name) %}
    {% set build_sql = write_sql({
      'target_relation': target_relation,
      'temp_relation': temp_relation,
      'unique_key': config.get('unique_key'),
      'dest_columns': dest_columns,
      'incremental_predicates': config.get('predicates', none) or config.get('incremental_predicates', none),
    }) %}
    {% set language = 'sql' %}
  {% endif %}

  {% call statement('main', language=language, auto_begin=not skip_auto_begin) %}
    {{- build_sql }}
  {% endcall %}

  {% if need_swap %}
    {#- Indexes and foreign keys would forbid the rename. -#}
    {% do drop_indexes_on_relation(target_relation) %}
    {% if may_be_foreign_key_target(target_relation) %}
      {% set dropped_dependents = drop_foreign_key_dependents(target_relation) %}
    {% endif %}
    {% do adapter.rename_relation(target_relation, backup_relation) %}
    {% do adapter.rename_relation(intermediate_relation, target_relation) %}
    {% do to_drop.append(backup_relation) %}
  {% endif %}
  {% do restore_foreign_key_dependents(dropped_dependents) %}

  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode)
  ) %}
  {% if created %}
    {% do create_indexes(target_relation) %}
  {% endif %}
  {% do persist_docs(target_relation, model) %}
  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do adapter.commit() %}

  {% for relation in to_drop %}
    {% if not adapter.is_motherduck() %}
      {% do drop_indexes_on_relation(relation) %}
    {% endif %}
    {% do adapter.drop_relation(relation) %}
  {% endfor %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}
