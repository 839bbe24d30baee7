{#-
  MERGE, by simple settings (which columns are updated, under which condition) or by clauses that a model spells out.
  Projects name the two sides DBT_INTERNAL_DEST and DBT_INTERNAL_SOURCE.
-#}

{% macro duckdb__get_incremental_merge_sql(args_dict) %}
  {{ return(duckdb__get_merge_sql(
    args_dict['target_relation'], args_dict['temp_relation'], args_dict['unique_key'], args_dict['dest_columns'],
    normalize_incremental_predicates(args_dict.get('incremental_predicates'))
  )) }}
{% endmacro %}

{% macro duckdb__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- do normalize_incremental_predicates(incremental_predicates) -%}
  {%- do validate_merge_config(config, target) -%}
  {%- set update_columns = config.get('merge_update_columns', []) -%}
  {%- set exclude_columns = config.get('merge_exclude_columns', []) -%}
  {%- set expressions = config.get('merge_update_set_expressions', {}) -%}
  {%- set defaults = merge_clause_defaults(
    config.get('merge_update_condition', none), config.get('merge_insert_condition', none),
    update_columns, exclude_columns, expressions
  ) -%}
  {%- set update = defaults.when_matched_update_explicit
    if update_columns or exclude_columns or expressions else defaults.when_matched_update_by_name -%}
  {%- set clauses = config.get('merge_clauses', {}) -%}
  {%- set returning = config.get('merge_returning_columns', []) -%}
    {{ config.get('sql_header', none) or '' }}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    {{ duckdb__merge_join_clause(unique_key, config.get('merge_on_using_columns', []), incremental_predicates) }}
    {%- for clause in clauses.get('when_matched', [update]) %}
    when matched {{- duckdb__merge_condition(clause) }}
      then {{ duckdb__merge_matched_action(clause, dest_columns) }}
    {%- endfor %}
    {%- for clause in clauses.get('when_not_matched', [defaults.when_not_matched_insert_by_name]) %}
    when not matched {{- ' by ' ~ clause.get('by') if clause.get('by') }} {{- duckdb__merge_condition(clause) }}
      then {{ duckdb__merge_not_matched_action(clause) }}
    {%- endfor %}
    {%- if returning %}
    returning {{ returning if returning is string else returning | join(', ') }}
    {%- endif %}
{% endmacro %}

{#- Without a key nothing matches, so that every row is inserted. -#}
{% macro duckdb__merge_join_clause(unique_key, merge_on_using_columns, incremental_predicates) -%}
  {%- set predicates = incremental_predicates or [] -%}
  {%- if merge_on_using_columns -%}
    using ({{ merge_on_using_columns | join(', ') }})
    {%- if predicates %} on ({{ predicates | join(') and (') }}){% endif -%}
  {%- else -%}
    {%- set listed = unique_key is sequence and unique_key is not mapping and unique_key is not string -%}
    {%- set keys = (unique_key if listed else [unique_key]) if unique_key else [] -%}
    {%- set conditions = [] if keys else ['FALSE'] -%}
    {%- for key in keys -%}
      {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
    {%- endfor -%}
    on ({{ (conditions + predicates) | join(') and (') }})
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__merge_condition(clause) -%}
  {%- set condition = clause.get('condition') -%}
  {%- if condition is string and condition %} and {{ condition }}
  {%- elif condition %} and ({{ condition | join(') and (') }})
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__merge_matched_action(clause, dest_columns) -%}
  {%- set action, mode = clause.get('action'), clause.get('mode') -%}
  {%- if action != 'update' -%}
    {{ duckdb__merge_common_action(clause) }}
  {%- elif mode == 'by_name' -%} update by name
  {%- elif mode == 'by_position' -%} update by position
  {%- elif mode == 'star' -%} update set *
  {%- elif mode == 'explicit' -%}
    {%- set given = clause.get('update', {}) -%}
    {%- set expressions = given.get('set_expressions', {}) -%}
    {%- set columns = get_merge_update_columns(given.get('include', []), given.get('exclude', []), dest_columns) -%}
    {%- set assignments = duckdb__merge_assignments(expressions) -%}
    {%- for column in columns if column.replace('"', '').replace("'", '') not in expressions -%}
      {%- do assignments.append(column ~ ' = DBT_INTERNAL_SOURCE.' ~ column) -%}
    {%- endfor -%}
    update set {{ assignments | join(', ') }}
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__merge_not_matched_action(clause) -%}
  {%- set action, mode = clause.get('action'), clause.get('mode') -%}
  {%- if action == 'update' -%}
    update set {{ duckdb__merge_assignments(clause.get('set_expressions', {})) | join(', ') }}
  {%- elif action != 'insert' -%}
    {{ duckdb__merge_common_action(clause) }}
  {%- elif mode == 'by_name' -%} insert by name
  {%- elif mode == 'by_position' -%} insert by position
  {%- elif mode == 'star' -%} insert *
  {%- elif mode == 'explicit' -%}
    {%- set given = clause.get('insert', {}) -%}
    insert ({{ given.get('columns', []) | join(', ') }}) values ({{ given.get('values', []) | join(', ') }})
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__merge_common_action(clause) -%}
  {%- set action, message = clause.get('action'), clause.get('error_message') -%}
  {%- if action == 'delete' -%} delete
  {%- elif action == 'do_nothing' -%} do nothing
  {%- elif action == 'error' -%} error {%- if message %} '{{ message | replace("'", "''") }}'{% endif -%}
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__merge_assignments(expressions) %}
  {%- set assignments = [] -%}
  {%- for column, expression in expressions.items() -%}
    {%- do assignments.append(column ~ ' = ' ~ expression) -%}
  {%- endfor -%}
  {{ return(assignments) }}
{% endmacro %}

{% macro merge_clause_defaults(
  merge_update_condition,
  merge_insert_condition,
  merge_update_columns=[],
  merge_exclude_columns=[],
  merge_update_set_expressions={}
) -%}
  {{ return({
    'when_matched_update_by_name': {
      'action': 'update', 'condition': merge_update_condition, 'mode': 'by_name',
    },
    'when_not_matched_insert_by_name': {
      'action': 'insert', 'condition': merge_insert_condition, 'mode': 'by_name',
    },
    'when_matched_update_explicit': {
      'action': 'update',
      'condition': merge_update_condition,
      'mode': 'explicit',
      'update': {
        'include': merge_update_columns,
        'exclude': merge_exclude_columns,
        'set_expressions': merge_update_set_expressions,
      },
    },
  }) }}
{%- endmacro %}
