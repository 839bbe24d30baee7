{#- Built under another name and swapped in by two renames, in one transaction. The old table is dropped after it. -#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {%- set language = model['language'] -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set old_intermediate = load_cached_relation(intermediate_relation) -%}
  {%- set backup_type = 'table' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_type) -%}
  {%- set old_backup = load_cached_relation(backup_relation) -%}
  {%- set ducklake_workarounds = adapter.use_ducklake_table_workarounds(target_relation) -%}
  {%- set build_in_place = has_foreign_key_constraints(existing_relation) -%}
  {%- set dropped_dependents = [] -%}
  {%- set grant_config = config.get('grants') -%}

  {#- Left over from a run that was interrupted. -#}
  {% do drop_relation_if_exists(old_intermediate) %}
  {% do drop_relation_if_exists(old_backup) %}

  {% do run_hooks(pre_hooks, inside_transaction=False) %}
  {% do run_hooks(pre_hooks, inside_transaction=True) %}
  {%- set partitioned_by = duckdb__get_partitioned_by(target_relation, false) -%}
  {%- set sorted_by = duckdb__get_sorted_by(target_relation, false) -%}

  {% if build_in_place and existing_relation is not none %}
    {% set dropped_dependents = drop_relation_for_rebuild(existing_relation) %}
  {% endif %}

  {% call statement('main', language=language) -%}
    {{- create_table_as(
      False, target_relation if build_in_place else intermediate_relation, compiled_code, language,
      partitioned_by=partitioned_by, sorted_by=sorted_by
    ) }}
  {%- endcall %}

  {% if not build_in_place %}
    {% if existing_relation is not none %}
      {#- Both would forbid the rename. -#}
      {% do drop_indexes_on_relation(existing_relation) %}
      {% if existing_relation.is_table and may_be_foreign_key_target(existing_relation) %}
        {% set dropped_dependents = drop_foreign_key_dependents(existing_relation) %}
      {% endif %}
      {% do adapter.rename_relation(existing_relation, backup_relation) %}
    {% endif %}
    {% do adapter.rename_relation(intermediate_relation, target_relation) %}
  {% endif %}
  {% do restore_foreign_key_dependents(dropped_dependents) %}

  {% do create_indexes(target_relation) %}
  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode=True)
  ) %}
  {% if not ducklake_workarounds %}
    {% do persist_docs(target_relation, model) %}
  {% endif %}
  {% do adapter.commit() %}

  {% if ducklake_workarounds %}
    {#- Older DuckLakes lose these with the rename, and cannot comment within the transaction. -#}
    {% if partitioned_by %}
      {% call statement('reassert_partitioned_by', auto_begin=False) -%}
        {{ duckdb__alter_table_set_partitioned_by(target_relation, partitioned_by) }}
      {%- endcall %}
    {% endif %}
    {% if sorted_by %}
      {% call statement('reassert_sorted_by', auto_begin=False) -%}
        {{ duckdb__alter_table_set_sorted_by(target_relation, sorted_by) }}
      {%- endcall %}
    {% endif %}
    {% do persist_docs(target_relation, model) %}
  {% endif %}

  {% do drop_relation_if_exists(backup_relation) %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
