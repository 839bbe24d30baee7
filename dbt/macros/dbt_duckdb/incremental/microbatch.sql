{#- A batch replaces the rows of its stretch of time. -#}
{% macro duckdb__get_incremental_microbatch_sql(arg_dict) -%}
  {%- set event_time = config.get('event_time') -%}
  {%- if not event_time -%}
    {%- do exceptions.raise_compiler_error(
      'a microbatch model needs event_time: the column with the time of its rows'
    ) -%}
  {%- elif config.get('unique_key') -%}
    {%- do exceptions.raise_compiler_error(
      'a microbatch model replaces rows by their time and not by a key: leave unique_key out, or use the strategy merge'
    ) -%}
  {%- endif -%}
  {%- set batch = model.get('batch') or {} -%}
  {%- set start, end = batch.get('event_time_start'), batch.get('event_time_end') -%}
  {%- if not (start and end) -%}
    {%- do exceptions.raise_compiler_error(
      'the strategy microbatch is only for models that run in batches'
    ) -%}
  {%- endif -%}
  {%- set predicates = normalize_incremental_predicates(arg_dict.get('incremental_predicates')) -%}
  {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
  {%- set in_batch = event_time ~ " >= '" ~ start ~ "' and " ~ event_time ~ " < '" ~ end ~ "'" -%}
  {%- set sql -%}
    delete from {{ arg_dict['target_relation'] }}
    where {{ in_batch }}
    {%- for predicate in predicates %}
      and ({{ predicate }})
    {%- endfor %};

    insert into {{ arg_dict['target_relation'] }} ({{ columns }})
    select {{ columns }}
    from {{ arg_dict['temp_relation'] }}
    where {{ in_batch }};
  {%- endset -%}
  {{ return(sql) }}
{%- endmacro %}
