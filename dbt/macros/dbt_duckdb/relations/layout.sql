{#- Partitions and order of a table: DuckLake has them, and says so with a warning elsewhere. -#}

{% macro duckdb__get_partitioned_by(relation, temporary) -%}
  {%- set raw = config.get('partitioned_by', none) -%}
  {%- if raw is none or raw == '' -%}
    {%- set raw = config.get('partition_by', none) -%}
  {%- endif -%}
  {%- set raw = none if raw == '' else raw -%}
  {%- set columns = duckdb__layout_columns(relation, temporary, raw, 'partitioned_by/partition_by') -%}
  {{ return(columns | join(', ') or none) }}
{%- endmacro %}

{% macro duckdb__get_sorted_by(relation, temporary) -%}
  {%- set raw = config.get('sorted_by', none) -%}
  {%- if raw is none -%}
    {%- set raw = config.get('sort_by', none) -%}
  {%- endif -%}
  {%- set quoted = [] -%}
  {%- for column in duckdb__layout_columns(relation, temporary, raw, 'sorted_by/sort_by') -%}
    {%- do quoted.append(adapter.quote(column | replace('"', '""'))) -%}
  {%- endfor -%}
  {{ return(quoted | join(', ') or none) }}
{%- endmacro %}

{#- None for a relation that is not the model's own, since names like x__dbt_tmp are renamed later. -#}
{% macro duckdb__layout_columns(relation, temporary, raw, field_name) -%}
  {%- if temporary or raw is none -%}
    {{ return([]) }}
  {%- endif -%}
  {%- set columns = normalize_string_or_list(raw, field_name) -%}
  {%- if not columns -%}
    {%- do exceptions.raise_compiler_error(field_name ~ ' must contain at least one column') -%}
  {%- endif -%}
  {%- if this is defined and config.get('materialized') in ['table', 'incremental']
      and relation.identifier and this.identifier and relation.identifier != this.identifier -%}
    {{ return([]) }}
  {%- endif -%}
  {%- if not adapter.is_ducklake(relation) -%}
    {%- do adapter.warn_once(
      field_name ~ ' is only supported for DuckLake relations; ignoring for ' ~ relation
    ) -%}
    {{ return([]) }}
  {%- endif -%}
  {{ return(columns) }}
{%- endmacro %}

{% macro duckdb__alter_table_set_partitioned_by(relation, partitioned_by) -%}
  alter table {{ relation }} set partitioned by ({{ partitioned_by }});
{%- endmacro %}

{% macro duckdb__alter_table_set_sorted_by(relation, sorted_by) -%}
  alter table {{ relation }} set sorted by ({{ sorted_by }});
{%- endmacro %}

{% macro normalize_string_or_list(raw, field_name) -%}
  {%- if raw is none -%}
    {{ return([]) }}
  {%- elif raw is mapping or (raw is not string and raw is not sequence) -%}
    {%- do exceptions.raise_compiler_error(field_name ~ ' must be a list of strings or a string') -%}
  {%- endif -%}
  {%- set items = [raw] if raw is string else raw | list -%}
  {%- if items | reject('string') | list -%}
    {%- do exceptions.raise_compiler_error(field_name ~ ' list values must be non-empty strings') -%}
  {%- endif -%}
  {{ return(items) }}
{%- endmacro %}
