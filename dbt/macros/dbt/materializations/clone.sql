{#- A copy of what another environment has: of the table where the database can, else a view on it. -#}
{%- materialization clone, default -%}
  {%- if not defer_relation -%}
    {% do log('No relation found in state manifest for ' ~ model.unique_id, info=True) %}
    {{ return({'relations': []}) }}
  {%- endif -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- if existing_relation and not flags.FULL_REFRESH -%}
    {% do log('Relation ' ~ existing_relation ~ ' already exists', info=True) %}
    {{ return({'relations': []}) }}
  {%- endif -%}
  {%- set other_relation = load_cached_relation(defer_relation) -%}
  {%- set grant_config = config.get('grants') -%}

  {% if not (other_relation and other_relation.type == 'table' and can_clone_table()) %}
    {% set own = 'materialization_view_' ~ adapter.type() %}
    {% set view = context[own if own in context else 'materialization_view_default'] %}
    {{ return(view()) }}
  {% endif %}

  {%- set target_relation = this.incorporate(type='table') -%}
  {% if existing_relation is not none and not existing_relation.is_table %}
    {% do log('Dropping relation ' ~ existing_relation.render() ~ ' because it is of type ' ~ existing_relation.type) %}
    {% do drop_relation_if_exists(existing_relation) %}
  {% endif %}
  {% if target_relation.render() == defer_relation.render() %}
    {% do log(
      'Target relation and defer relation are the same, skipping clone for relation: ' ~ target_relation.render()
    ) %}
  {% else %}
    {% call statement('main') %}
      {{ create_or_replace_clone(target_relation, defer_relation) }}
    {% endcall %}
  {% endif %}
  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode=True)
  ) %}
  {% do persist_docs(target_relation, model) %}

  {{ return({'relations': [target_relation]}) }}
{%- endmaterialization -%}

{% macro can_clone_table() %}
  {{ return(adapter.dispatch('can_clone_table', 'dbt')()) }}
{% endmacro %}

{% macro default__can_clone_table() %}
  {{ return(False) }}
{% endmacro %}

{% macro create_or_replace_clone(this_relation, defer_relation) %}
  {{ return(adapter.dispatch('create_or_replace_clone', 'dbt')(this_relation, defer_relation)) }}
{% endmacro %}

{% macro default__create_or_replace_clone(this_relation, defer_relation) %}
  create or replace table {{ this_relation.render() }} clone {{ defer_relation.render() }}
{% endmacro %}
