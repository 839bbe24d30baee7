{% macro set_sql_header(config) -%}
  {%- do config.set('sql_header', caller()) -%}
{%- endmacro %}

{#- A node's own setting goes before the flag of the command line. -#}
{% macro should_full_refresh() %}
  {% set configured = config.get('full_refresh') %}
  {% do return(flags.FULL_REFRESH if configured is none else configured) %}
{% endmacro %}

{% macro should_store_failures() %}
  {% set configured = config.get('store_failures') %}
  {% do return(flags.STORE_FAILURES if configured is none else configured) %}
{% endmacro %}

{% macro is_incremental() %}
  {% if not execute %}
    {{ return(False) }}
  {% endif %}
  {% set existing = adapter.get_relation(this.database, this.schema, this.table) %}
  {{ return(
    existing is not none
    and existing.type == 'table'
    and model.config.materialized == 'incremental'
    and not should_full_refresh()
  ) }}
{% endmacro %}

{% macro is_core_v2() -%}
  {{ return(dbt_version.split('.')[0] | int == 2) }}
{%- endmacro %}
