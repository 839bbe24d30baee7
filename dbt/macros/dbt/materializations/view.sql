{#- Made under another name, it takes the place of what was there, which has a backup name until the commit. -#}
{%- materialization view, default -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='view') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set old_intermediate = load_cached_relation(intermediate_relation) -%}
  {#- The backup is dropped as what the old relation was, be it a table. -#}
  {%- set backup_type = 'view' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_type) -%}
  {%- set old_backup = load_cached_relation(backup_relation) -%}
  {%- set grant_config = config.get('grants') -%}

  {% do run_hooks(pre_hooks, inside_transaction=False) %}

  {#- Left over from a run that was interrupted. -#}
  {% do drop_relation_if_exists(old_intermediate) %}
  {% do drop_relation_if_exists(old_backup) %}

  {% do run_hooks(pre_hooks, inside_transaction=True) %}

  {% call statement('main') -%}
    {{ get_create_view_as_sql(intermediate_relation, sql) }}
  {%- endcall %}

  {% if existing_relation is not none %}
    {#- A hook, or a drop with cascade, may have taken it away meanwhile. -#}
    {% set existing_relation = load_cached_relation(existing_relation) %}
    {% if existing_relation is not none %}
      {% do adapter.rename_relation(existing_relation, backup_relation) %}
    {% endif %}
  {% endif %}
  {% do adapter.rename_relation(intermediate_relation, target_relation) %}

  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode=True)
  ) %}
  {% do persist_docs(target_relation, model) %}
  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do adapter.commit() %}

  {% do drop_relation_if_exists(backup_relation) %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{%- endmaterialization -%}
