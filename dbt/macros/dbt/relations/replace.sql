{#- One relation in the place of another: in one statement if there is one, else by what renaming the two allow. -#}

{% macro get_replace_sql(existing_relation, target_relation, sql) %}
  {%- do log('Applying REPLACE to: ' ~ existing_relation) -%}
  {{- adapter.dispatch('get_replace_sql', 'dbt')(existing_relation, target_relation, sql) -}}
{% endmacro %}

{% macro default__get_replace_sql(existing_relation, target_relation, sql) %}
  {%- set replaceable = existing_relation.type == target_relation.type and existing_relation.can_be_replaced -%}
  {%- if replaceable and existing_relation.is_view -%}
    {{ get_replace_view_sql(target_relation, sql) }}
  {%- elif replaceable and existing_relation.is_table -%}
    {{ get_replace_table_sql(target_relation, sql) }}
  {%- elif replaceable and existing_relation.is_materialized_view -%}
    {{ get_replace_materialized_view_sql(target_relation, sql) }}
  {%- elif target_relation.can_be_renamed and existing_relation.can_be_renamed -%}
    {{ get_create_intermediate_sql(target_relation, sql) }};
    {{ get_create_backup_sql(existing_relation) }};
    {{ get_rename_intermediate_sql(target_relation) }};
    {{ get_drop_backup_sql(existing_relation) }}
  {%- elif target_relation.can_be_renamed -%}
    {{ get_create_intermediate_sql(target_relation, sql) }};
    {{ get_drop_sql(existing_relation) }};
    {{ get_rename_intermediate_sql(target_relation) }}
  {%- elif existing_relation.can_be_renamed -%}
    {{ get_create_backup_sql(existing_relation) }};
    {{ get_create_sql(target_relation, sql) }};
    {{ get_drop_backup_sql(existing_relation) }}
  {%- else -%}
    {{ get_drop_sql(existing_relation) }};
    {{ get_create_sql(target_relation, sql) }}
  {%- endif -%}
{% endmacro %}

{% macro get_create_intermediate_sql(relation, sql) -%}
  {%- do log('Applying CREATE INTERMEDIATE to: ' ~ relation) -%}
  {{- adapter.dispatch('get_create_intermediate_sql', 'dbt')(relation, sql) -}}
{%- endmacro %}

{% macro default__get_create_intermediate_sql(relation, sql) -%}
  {%- set intermediate = make_intermediate_relation(relation) -%}
  {{ get_drop_sql(intermediate) }};
  {{ get_create_sql(intermediate, sql) }}
{%- endmacro %}

{% macro get_rename_intermediate_sql(relation) -%}
  {%- do log('Applying RENAME INTERMEDIATE to: ' ~ relation) -%}
  {{- adapter.dispatch('get_rename_intermediate_sql', 'dbt')(relation) -}}
{%- endmacro %}

{% macro default__get_rename_intermediate_sql(relation) -%}
  {{ get_rename_sql(make_intermediate_relation(relation), relation.identifier) }}
{%- endmacro %}

{% macro get_create_backup_sql(relation) -%}
  {%- do log('Applying CREATE BACKUP to: ' ~ relation) -%}
  {{- adapter.dispatch('get_create_backup_sql', 'dbt')(relation) -}}
{%- endmacro %}

{% macro default__get_create_backup_sql(relation) -%}
  {%- set backup = make_backup_relation(relation, relation.type) -%}
  {{ get_drop_sql(backup) }};
  {{ get_rename_sql(relation, backup.identifier) }}
{%- endmacro %}

{% macro get_drop_backup_sql(relation) -%}
  {%- do log('Applying DROP BACKUP to: ' ~ relation) -%}
  {{- adapter.dispatch('get_drop_backup_sql', 'dbt')(relation) -}}
{%- endmacro %}

{% macro default__get_drop_backup_sql(relation) -%}
  {{ get_drop_sql(make_backup_relation(relation, relation.type)) }}
{%- endmacro %}

{% macro get_replace_table_sql(relation, sql) %}
  {{- adapter.dispatch('get_replace_table_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_replace_table_sql(relation, sql) %}
  {% do exceptions.raise_compiler_error('`get_replace_table_sql` has not been implemented for this adapter.') %}
{% endmacro %}

{% macro get_replace_view_sql(relation, sql) %}
  {{- adapter.dispatch('get_replace_view_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_replace_view_sql(relation, sql) %}
  {% do exceptions.raise_compiler_error('`get_replace_view_sql` has not been implemented for this adapter.') %}
{% endmacro %}

{#- A whole view materialization for adapters that replace views in one statement. -#}
{% macro create_or_replace_view() %}
  {%- set old_relation = adapter.get_relation(database=database, schema=schema, identifier=model['alias']) -%}
  {%- set target_relation = api.Relation.create(
    database=database, schema=schema, identifier=model['alias'], type='view'
  ) -%}
  {%- set grant_config = config.get('grants') -%}
  {% do run_hooks(pre_hooks) %}
  {% if old_relation is not none and old_relation.is_table %}
    {% do handle_existing_table(should_full_refresh(), old_relation) %}
  {% endif %}
  {% call statement('main') -%}
    {{ get_create_view_as_sql(target_relation, sql) }}
  {%- endcall %}
  {% set was_view = old_relation is not none and old_relation.is_view %}
  {% do apply_grants(target_relation, grant_config, should_revoke=should_revoke(was_view, full_refresh_mode=True)) %}
  {% do run_hooks(post_hooks) %}
  {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{% macro handle_existing_table(full_refresh, old_relation) %}
  {{ adapter.dispatch('handle_existing_table', 'dbt')(full_refresh, old_relation) }}
{% endmacro %}

{% macro default__handle_existing_table(full_refresh, old_relation) %}
  {% do log('Dropping relation ' ~ old_relation.render() ~ ' because it is of type ' ~ old_relation.type) %}
  {% do adapter.drop_relation(old_relation) %}
{% endmacro %}
