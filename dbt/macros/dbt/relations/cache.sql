{#- Relations that exist, as far as the run knows, and names derived from one. -#}

{% macro load_cached_relation(relation) %}
  {% do return(adapter.get_relation(
    database=relation.database, schema=relation.schema, identifier=relation.identifier
  )) %}
{% endmacro %}

{#- An older name. -#}
{% macro load_relation(relation) %}
  {{ return(load_cached_relation(relation)) }}
{% endmacro %}

{% macro get_or_create_relation(database, schema, identifier, type) -%}
  {{ return(adapter.dispatch('get_or_create_relation', 'dbt')(database, schema, identifier, type)) }}
{%- endmacro %}

{#- Whether it exists, and the relation. -#}
{% macro default__get_or_create_relation(database, schema, identifier, type) %}
  {% set existing = adapter.get_relation(database=database, schema=schema, identifier=identifier) %}
  {% if existing %}
    {% do return([true, existing]) %}
  {% endif %}
  {% do return([
    false, api.Relation.create(database=database, schema=schema, identifier=identifier, type=type)
  ]) %}
{% endmacro %}

{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
  {{ return(adapter.dispatch('make_intermediate_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{% macro default__make_intermediate_relation(base_relation, suffix) %}
  {{ return(default__make_temp_relation(base_relation, suffix)) }}
{% endmacro %}

{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
  {#- Batches of one model may run at the same time. -#}
  {% if suffix == '__dbt_tmp' and model.batch %}
    {% set suffix = suffix ~ '_' ~ model.batch.id %}
  {% endif %}
  {{ return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{% macro default__make_temp_relation(base_relation, suffix) %}
  {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) }}
{% endmacro %}

{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
  {{ return(adapter.dispatch('make_backup_relation', 'dbt')(base_relation, backup_relation_type, suffix)) }}
{% endmacro %}

{% macro default__make_backup_relation(base_relation, backup_relation_type, suffix) %}
  {{ return(base_relation.incorporate(
    path={'identifier': base_relation.identifier ~ suffix}, type=backup_relation_type
  )) }}
{% endmacro %}
