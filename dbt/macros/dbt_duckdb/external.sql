{#- Files that models are written to and read from. -#}

{% macro external_location(relation, config) -%}
  {{- adapter.external_root() }}/{{ relation.identifier }}
  {%- if config.get('options', {}).get('partition_by') is none -%}
    .{{ config.get('format', 'parquet') }}
  {%- endif -%}
{%- endmacro %}

{% macro location_exists(location) -%}
  {% do return(adapter.location_exists(location)) %}
{%- endmacro %}

{% macro write_to_file(relation, location, options) -%}
  {% call statement('write_to_file') -%}
    copy {{ relation }} to '{{ location }}' ({{ options }})
  {%- endcall %}
{%- endmacro %}

{% macro store_relation(plugin, relation, location, format, config) -%}
  {% do adapter.store_relation(
    plugin, relation, adapter.get_columns_in_relation(relation), location, format, config
  ) %}
{%- endmacro %}

{#- `format` and `delimiter` may stand beside the options as well as in them. -#}
{% macro render_write_options(config) -%}
  {%- set options = config.get('options', {}) -%}
  {%- if options is not mapping -%}
    {%- do exceptions.raise_compiler_error('The options argument must be a dictionary') -%}
  {%- endif -%}
  {%- for name in options -%}
    {%- do options.update({name: render(options[name])}) -%}
  {%- endfor -%}
  {%- for name in ['format', 'delimiter'] if config.get(name) -%}
    {%- do options.update({name: render(config.get(name))}) -%}
  {%- endfor -%}
  {%- do return(options) -%}
{%- endmacro %}

{#- A hook for databases in memory: views on the files of models that this run reads and does not build. -#}
{% macro register_upstream_external_models() -%}
  {%- if not execute -%}
    {%- do return('') -%}
  {%- endif -%}
  {%- set seen, schemas = [], [] -%}
  {%- for id in selected_resources if id in graph['nodes'] -%}
    {%- for parent_id in graph['nodes'][id]['depends_on']['nodes']
        if parent_id not in seen and parent_id not in selected_resources -%}
      {%- do seen.append(parent_id) -%}
      {%- set parent = graph['nodes'].get(parent_id) -%}
      {%- if parent and parent.resource_type in ['model', 'seed'] and parent.config.materialized == 'external' -%}
        {%- set relation = api.Relation.create(
          database=parent['database'], schema=parent['schema'], identifier=parent['alias']
        ) -%}
        {%- set location = parent.config.get('location', external_location(relation, parent.config)) -%}
        {%- set source = adapter.external_read_location(location, render_write_options(parent.config)) -%}
        {%- if relation.schema not in schemas -%}
          {%- call statement('main', language='sql') -%}
            create schema if not exists {{ relation.without_identifier() }}
          {%- endcall -%}
          {%- do schemas.append(relation.schema) -%}
        {%- endif -%}
        {%- call statement('main', language='sql') -%}
          create or replace view {{ relation }} as (
            select * from '{{ source }}'
          );
        {%- endcall -%}
      {%- endif -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- if schemas -%}
    {%- do adapter.commit() -%}
  {%- endif -%}
{%- endmacro %}
