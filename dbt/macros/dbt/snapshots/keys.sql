{#- The unique key, of one column or of several, in the staging query of a snapshot. -#}

{% macro unique_key_fields(unique_key) %}
  {%- if unique_key | is_list -%}
    {%- for key in unique_key -%}
      {{ key }} as dbt_unique_key_{{ loop.index }}{{ ', ' if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    {{ unique_key }} as dbt_unique_key
  {%- endif -%}
{% endmacro %}

{% macro unique_key_join_on(unique_key, identifier, from_identifier) %}
  {%- if unique_key | is_list -%}
    {%- for key in unique_key -%}
      {%- set column = '.dbt_unique_key_' ~ loop.index -%}
      {{ equals(identifier ~ column, from_identifier ~ column) | trim }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
  {%- endif -%}
{% endmacro %}

{% macro unique_key_is_null(unique_key, identifier) %}
  {{- identifier }}.dbt_unique_key{{ '_1' if unique_key | is_list }} is null
{%- endmacro %}

{% macro unique_key_is_not_null(unique_key, identifier) %}
  {{- identifier }}.dbt_unique_key{{ '_1' if unique_key | is_list }} is not null
{%- endmacro %}

{% macro get_snapshot_table_column_names() %}
  {{ return({
    'dbt_valid_to': 'dbt_valid_to',
    'dbt_valid_from': 'dbt_valid_from',
    'dbt_scd_id': 'dbt_scd_id',
    'dbt_updated_at': 'dbt_updated_at',
    'dbt_is_deleted': 'dbt_is_deleted',
  }) }}
{% endmacro %}

{#- Null, or what the project has instead, with the type of the timestamp. -#}
{% macro get_dbt_valid_to_current(strategy, columns) %}
  coalesce(
    nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}),
    {{ config.get('dbt_valid_to_current') or 'null' }}
  ) as {{ columns.dbt_valid_to }}
{% endmacro %}
