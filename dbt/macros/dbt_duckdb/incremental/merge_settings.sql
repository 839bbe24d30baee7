{#- Whether the settings of a merge are well formed: all that is wrong is said at once. -#}

{% macro validate_merge_config(config, target_relation=none) %}
  {%- set errors = [] -%}
  {%- set kinds = {
    'merge_update_condition': 'string',
    'merge_insert_condition': 'string',
    'merge_on_using_columns': 'sequence',
    'merge_update_columns': 'sequence',
    'merge_update_set_expressions': 'mapping',
    'merge_exclude_columns': 'sequence',
    'merge_returning_columns': 'sequence',
  } -%}
  {%- for name, kind in kinds.items() -%}
    {%- if kind == 'string' -%}
      {%- do validate_string_field(config.get(name), name, errors) -%}
    {%- elif kind == 'sequence' -%}
      {%- do validate_string_list_field(config.get(name), name, errors) -%}
    {%- else -%}
      {%- do validate_dict_field(config.get(name), name, errors) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- do validate_merge_clauses(config, kinds, errors) -%}
  {%- if not errors -%}
    {%- do validate_ducklake_restrictions(config, target_relation, errors) -%}
  {%- endif -%}
  {%- if errors -%}
    {%- do exceptions.raise_compiler_error('MERGE configuration errors:\n' ~ errors | join('\n')) -%}
  {%- endif -%}
{% endmacro %}

{% macro validate_merge_clauses(config, base_configuration_fields, errors) -%}
  {%- set clauses = config.get('merge_clauses') -%}
  {%- if clauses is none -%}
    {%- do return(none) -%}
  {%- elif clauses is not mapping -%}
    {%- do errors.append('merge_clauses must be a dictionary, found: ' ~ clauses) -%}
    {%- do return(none) -%}
  {%- endif -%}
  {%- if 'when_matched' not in clauses and 'when_not_matched' not in clauses -%}
    {%- do errors.append("merge_clauses must contain at least one of 'when_matched' or 'when_not_matched' keys") -%}
  {%- endif -%}
  {%- for kind in ['when_matched', 'when_not_matched'] if kind in clauses -%}
    {%- do validate_merge_clause_list(clauses, kind, errors) -%}
  {%- endfor -%}
  {%- set ignored = [] -%}
  {%- for name, kind in base_configuration_fields.items()
      if name not in ['merge_on_using_columns', 'merge_returning_columns'] -%}
    {%- set value = config.get(name) -%}
    {%- if value or (value is not none and kind == 'string') -%}
      {%- do ignored.append(name) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if ignored -%}
    {%- do errors.append(
      'When merge_clauses is specified, the following basic merge configurations will be ignored '
      ~ 'and should be removed: ' ~ ignored | join(', ') ~ '. Define your merge behavior within merge_clauses instead.'
    ) -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_merge_clause_list(merge_clauses, clause_type, errors) -%}
  {%- set clauses = merge_clauses.get(clause_type) -%}
  {%- if clauses is not sequence or clauses is mapping or clauses is string -%}
    {%- do errors.append('merge_clauses.' ~ clause_type ~ ' must be a list') -%}
  {%- elif not clauses -%}
    {%- do errors.append('merge_clauses.' ~ clause_type ~ ' must contain at least one element') -%}
  {%- else -%}
    {%- for clause in clauses if clause is not mapping -%}
      {%- do errors.append('merge_clauses.' ~ clause_type ~ ' elements must be dictionaries, found: ' ~ clause) -%}
    {%- endfor -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_ducklake_restrictions(config, target_relation, errors) -%}
  {%- if not target_relation or not adapter.is_ducklake(target_relation) -%}
    {%- do return(none) -%}
  {%- endif -%}
  {%- if config.get('merge_returning_columns') -%}
    {%- do errors.append(
      'DuckLake MERGE restrictions: merge_returning_columns is not supported because DuckLake does not '
      ~ 'support RETURNING.'
    ) -%}
  {%- endif -%}
  {%- set clauses = config.get('merge_clauses') or {} -%}
  {%- set changing = (clauses.get('when_matched', []) + clauses.get('when_not_matched', []))
    | selectattr('action', 'defined') | selectattr('action', 'in', ['update', 'delete']) | list -%}
  {%- if changing | length > 1 -%}
    {%- do errors.append(
      'DuckLake MERGE restrictions: merge_clauses can contain only a single UPDATE or DELETE action across '
      ~ 'when_matched and when_not_matched. Found ' ~ changing | length ~ ' UPDATE/DELETE actions.'
    ) -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_string_field(field_value, field_name, errors) -%}
  {%- if field_value is not none and field_value is not string -%}
    {%- do errors.append(field_name ~ ' must be a string, found: ' ~ field_value) -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_string_list_field(field_value, field_name, errors) -%}
  {%- if field_value is none -%}
    {%- do return(none) -%}
  {%- elif field_value is not sequence or field_value is mapping or field_value is string -%}
    {%- do errors.append(field_name ~ ' must be a list') -%}
  {%- else -%}
    {%- for item in field_value if item is not string -%}
      {%- do errors.append(field_name ~ ' must contain only string values, found: ' ~ item) -%}
    {%- endfor -%}
  {%- endif -%}
{%- endmacro %}

{% macro validate_dict_field(field_value, field_name, errors) -%}
  {%- if field_value is not none and field_value is not mapping -%}
    {%- do errors.append(field_name ~ ' must be a dictionary, found: ' ~ field_value) -%}
  {%- endif -%}
{%- endmacro %}

{% macro normalize_incremental_predicates(incremental_predicates) -%}
  {{ return(normalize_string_or_list(incremental_predicates, 'incremental_predicates')) }}
{%- endmacro %}
