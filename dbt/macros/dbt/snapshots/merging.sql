{#- From the staged rows to the table, and what is checked on the way. -#}

{% macro snapshot_merge_sql(target, source, insert_cols) -%}
  {{ adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) }}
{%- endmacro %}

{% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set valid_to = 'DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to -%}
  {%- set current_end = config.get('dbt_valid_to_current') %}
    merge into {{ target.render() }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}
    when matched
      and ({{ equals(valid_to, current_end | trim) | trim ~ ' or ' if current_end }}{{ valid_to }} is null)
      and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
      then update set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}
    when not matched
      and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
      then insert ({{ insert_cols | join(', ') }}) values ({{ insert_cols | join(', ') }})
{% endmacro %}

{% macro create_columns(relation, columns) %}
  {{ adapter.dispatch('create_columns', 'dbt')(relation, columns) }}
{% endmacro %}

{% macro default__create_columns(relation, columns) %}
  {% for column in columns %}
    {% call statement() %}
      alter table {{ relation.render() }} add column {{ adapter.quote(column.name) }} {{ column.expanded_data_type }};
    {% endcall %}
  {% endfor %}
{% endmacro %}

{% macro post_snapshot(staging_relation) %}
  {{ adapter.dispatch('post_snapshot', 'dbt')(staging_relation) }}
{% endmacro %}

{% macro default__post_snapshot(staging_relation) %}
{% endmacro %}

{#- Comparing a timestamp with a time zone and one without goes wrong silently, so it is warned of. -#}
{% macro check_time_data_types(sql) %}
  {% set updated_at = get_updated_at_column_data_type(sql) %}
  {% set now = get_snapshot_get_time_data_type() %}
  {% if now is not none and updated_at is not none and now != updated_at %}
    {% do exceptions.warn_snapshot_timestamp_data_types(now, updated_at) %}
  {% endif %}
{% endmacro %}

{% macro get_updated_at_column_data_type(snapshot_sql) %}
  {% set found = get_column_schema_from_query(snapshot_sql)
    | selectattr('column', 'in', ['dbt_updated_at', 'DBT_UPDATED_AT']) | list %}
  {{ return(found[-1].dtype if found else none) }}
{% endmacro %}

{% macro get_snapshot_get_time_data_type() %}
  {% set sql = 'select ' ~ adapter.dispatch('snapshot_get_time', 'dbt')() ~ ' as dbt_snapshot_time' %}
  {{ return(get_column_schema_from_query(sql)[0].dtype or none) }}
{% endmacro %}
