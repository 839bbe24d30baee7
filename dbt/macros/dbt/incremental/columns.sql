{#- What an incremental model does when its query has other columns than its table (on_schema_change). -#}

{% macro get_quoted_csv(column_names) %}
  {% set quoted = [] %}
  {% for name in column_names %}
    {% do quoted.append(adapter.quote(name)) %}
  {% endfor %}
  {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') %}
  {% if on_schema_change in ['sync_all_columns', 'append_new_columns', 'fail', 'ignore'] %}
    {{ return(on_schema_change) }}
  {% endif %}
  {% do log(
    'on_schema_change is taken for ' ~ default ~ ', as there is no ' ~ on_schema_change
  ) %}
  {{ return(default) }}
{% endmacro %}

{#- The columns of the first that the second has not, by name. -#}
{% macro diff_columns(source_columns, target_columns) %}
  {% set known = target_columns | map(attribute='column') | list %}
  {{ return(source_columns | rejectattr('name', 'in', known) | list) }}
{% endmacro %}

{% macro diff_column_data_types(source_columns, target_columns) %}
  {{ return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) }}
{% endmacro %}

{#- Those that have become narrower by a declared length are not counted. -#}
{% macro default__diff_column_data_types(source_columns, target_columns) %}
  {% set changed = [] %}
  {% for source in source_columns %}
    {% set target = target_columns | selectattr('name', 'equalto', source.name) | first %}
    {% if target and source.expanded_data_type != target.expanded_data_type
        and not source.can_expand_to(other_column=target) %}
      {% do changed.append({'column_name': target.name, 'new_type': source.expanded_data_type}) %}
    {% endif %}
  {% endfor %}
  {{ return(changed) }}
{% endmacro %}

{% macro check_for_schema_changes(source_relation, target_relation) %}
  {{ return(adapter.dispatch('check_for_schema_changes', 'dbt')(source_relation, target_relation)) }}
{% endmacro %}

{% macro default__check_for_schema_changes(source_relation, target_relation) %}
  {% set source_columns = adapter.get_columns_in_relation(source_relation) %}
  {% set target_columns = adapter.get_columns_in_relation(target_relation) %}
  {% set added = diff_columns(source_columns, target_columns) %}
  {% set removed = diff_columns(target_columns, source_columns) %}
  {% set new_types = diff_column_data_types(source_columns, target_columns) %}
  {% set changes = {
    'schema_changed': added != [] or removed != [] or new_types != [],
    'source_not_in_target': added,
    'target_not_in_source': removed,
    'source_columns': source_columns,
    'target_columns': target_columns,
    'new_target_types': new_types,
  } %}
  {% do log(
    'Columns of ' ~ target_relation ~ ': new ' ~ added ~ ', gone ' ~ removed ~ ', of another type ' ~ new_types
  ) %}
  {{ return(changes) }}
{% endmacro %}

{% macro sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {{ return(adapter.dispatch('sync_column_schemas', 'dbt')(on_schema_change, target_relation, schema_changes_dict)) }}
{% endmacro %}

{% macro default__sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {%- set added = schema_changes_dict['source_not_in_target'] -%}
  {%- set removed = schema_changes_dict['target_not_in_source'] -%}
  {%- set new_types = schema_changes_dict['new_target_types'] -%}
  {% if on_schema_change == 'append_new_columns' %}
    {% if added %}
      {% do alter_relation_add_remove_columns(target_relation, added, none) %}
    {% endif %}
  {% elif on_schema_change == 'sync_all_columns' %}
    {% if added or removed %}
      {% do alter_relation_add_remove_columns(target_relation, added, removed) %}
    {% endif %}
    {% for column in new_types %}
      {% do alter_column_type(target_relation, column['column_name'], column['new_type']) %}
    {% endfor %}
  {% endif %}
  {% do log(
    'Columns of ' ~ target_relation ~ ' by ' ~ on_schema_change ~ ': added ' ~ added ~ ', removed ' ~ removed
    ~ ', of another type ' ~ new_types
  ) %}
{% endmacro %}

{% macro process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {{ return(adapter.dispatch('process_schema_changes', 'dbt')(on_schema_change, source_relation, target_relation)) }}
{% endmacro %}

{#- The columns that are to be inserted, or nothing if the table's own are. -#}
{% macro default__process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {% if on_schema_change == 'ignore' %}
    {{ return({}) }}
  {% endif %}
  {% set changes = check_for_schema_changes(source_relation, target_relation) %}
  {% if changes['schema_changed'] and on_schema_change == 'fail' %}
    {% set message %}
      the query has other columns than the table of this incremental model, and on_schema_change is 'fail'
      new in the query: {{ changes['source_not_in_target'] | map(attribute='name') | join(', ') or 'none' }}
      gone from the query: {{ changes['target_not_in_source'] | map(attribute='name') | join(', ') or 'none' }}
      of another type: {{ changes['new_target_types'] | map(attribute='column_name') | join(', ') or 'none' }}
      set on_schema_change to append_new_columns or sync_all_columns, change the table, or build it anew: --full-refresh
    {% endset %}
    {% do exceptions.raise_compiler_error(message | trim) %}
  {% elif changes['schema_changed'] %}
    {% do sync_column_schemas(on_schema_change, target_relation, changes) %}
  {% endif %}
  {{ return(changes['source_columns']) }}
{% endmacro %}
