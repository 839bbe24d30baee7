{% macro duckdb__get_incremental_default_sql(arg_dict) %}
  {% do return(get_incremental_delete_insert_sql(arg_dict)) %}
{% endmacro %}

{#- Several keys are compared one by one, as null keys then match nothing. -#}
{% macro duckdb__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- set conditions = [] -%}
  {%- if unique_key is sequence and unique_key is not string -%}
    {%- for key in unique_key -%}
      {%- do conditions.append(source ~ '.' ~ key ~ ' = DBT_INCREMENTAL_TARGET.' ~ key) -%}
    {%- endfor %}
    {%- if conditions %}
    delete from {{ target }} as DBT_INCREMENTAL_TARGET
    using {{ source }}
    where (
      {{ (conditions + (incremental_predicates or [])) | join('\n      and ') }}
    );
    {%- endif %}
  {%- elif unique_key %}
    delete from {{ target }}
    where ({{ unique_key }}) in (
      select ({{ unique_key }})
      from {{ source }}
    )
    {%- for predicate in incremental_predicates or [] %}
      and {{ predicate }}
    {%- endfor %};
  {%- endif %}
    insert into {{ target }} ({{ columns }})
    (
      select {{ columns }}
      from {{ source }}
    )
{%- endmacro %}
