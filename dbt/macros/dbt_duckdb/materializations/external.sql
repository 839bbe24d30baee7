{#-
  A model that is a file: its rows are built as a table, copied out, and a view on the file takes the model's name.
  Files without rows have no columns in some formats, so such a file gets one row of nulls that the view leaves out.
-#}
{% materialization external, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {%- set location = render(config.get('location', default=external_location(this, config))) -%}
  {%- set options = render_write_options(config) -%}
  {%- set write_options = adapter.external_write_options(location, options) -%}
  {%- set formats = ['csv', 'parquet', 'json'] -%}
  {%- set format = config.get('format') -%}
  {%- if format and format not in formats -%}
    {%- do exceptions.raise_compiler_error(
      'the format of an external model is one of ' ~ formats | join(', ') ~ ', and not ' ~ format
    ) -%}
  {%- elif not format -%}
    {%- set format = options['format'] | lower if options['format'] | lower in formats else 'parquet' -%}
  {%- endif -%}
  {%- set reader = 'read_' ~ format ~ "('" ~ adapter.external_read_location(location, options) ~ "'"
    ~ duckdb__read_options(format, options) ~ ')' -%}

  {%- set language = model['language'] -%}
  {%- set target_relation = this.incorporate(type='view') -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set temp_relation = make_intermediate_relation(this.incorporate(type='table'), suffix='__dbt_tmp') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation, suffix='__dbt_int') -%}
  {%- set backup_type = 'table' if existing_relation is none else existing_relation.type -%}
  {%- set backup_relation = make_backup_relation(target_relation, backup_type) -%}
  {%- set grant_config = config.get('grants') -%}

  {#- Left over from a run that was interrupted. -#}
  {% for relation in [intermediate_relation, temp_relation, backup_relation] %}
    {% do drop_relation_if_exists(load_cached_relation(relation)) %}
  {% endfor %}

  {% do run_hooks(pre_hooks, inside_transaction=False) %}
  {% do run_hooks(pre_hooks, inside_transaction=True) %}

  {% call statement('create_table', language=language) -%}
    {{- create_table_as(False, temp_relation, compiled_code, language) }}
  {%- endcall %}
  {% set count_sql = 'select count(*) as row_count from ' ~ temp_relation %}
  {% set is_empty = run_query(count_sql)[0][0] == 0 %}
  {% set columns = get_columns_in_relation(temp_relation) if is_empty else [] %}
  {% if is_empty %}
    {% call statement('main', language='sql') -%}
      insert into {{ temp_relation }} values ({{ (['null'] * columns | length) | join(', ') }})
    {%- endcall %}
  {% endif %}
  {% do write_to_file(temp_relation, location, write_options) %}

  {% call statement('main', language='sql') -%}
    create or replace view {{ intermediate_relation }} as (
      select * from {{ reader }}
      {%- if is_empty %}
      where 1
        {%- for column in columns %}
        and "{{ column.column }}" is not null
        {%- endfor %}
      {%- endif %}
    );
  {%- endcall %}

  {% if existing_relation is not none %}
    {% do adapter.rename_relation(existing_relation, backup_relation) %}
  {% endif %}
  {% do adapter.rename_relation(intermediate_relation, target_relation) %}
  {% do run_hooks(post_hooks, inside_transaction=True) %}
  {% do apply_grants(
    target_relation, grant_config, should_revoke=should_revoke(existing_relation, full_refresh_mode=True)
  ) %}
  {% do persist_docs(target_relation, model) %}
  {% do adapter.commit() %}

  {% do drop_relation_if_exists(backup_relation) %}
  {% do drop_relation_if_exists(temp_relation) %}
  {% set plugin = config.get('plugin') %}
  {% if config.get('glue_register', default=false) %}
    {% set plugin = 'glue|' ~ config.get('glue_database', 'default') %}
  {% endif %}
  {% if plugin is not none %}
    {% do store_relation(plugin, target_relation, location, format, config) %}
  {% endif %}
  {% do run_hooks(post_hooks, inside_transaction=False) %}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- What a reader is told: the project's own, or what finds out by itself, and how the file was compressed. -#}
{% macro duckdb__read_options(format, options) -%}
  {%- set defaults = {'parquet': {'union_by_name': False}} -%}
  {%- set given = config.get(format ~ '_read_options', defaults.get(format, {'auto_detect': True})) -%}
  {%- if options.get('compression') and format != 'parquet' and 'compression' not in given -%}
    {%- set given = dict(given, compression=options['compression']) -%}
  {%- endif -%}
  {%- for name, value in given.items() -%}
    , {{ name }}={{ "'" ~ value ~ "'" if value is string else value }}
  {%- endfor -%}
{%- endmacro %}
