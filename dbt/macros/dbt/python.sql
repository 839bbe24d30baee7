{#- Python models do not run here. The names exist for projects that define or call them beside their SQL. -#}

{% macro py_script_postfix(model) %}
  {% do refuse_python_model(model) %}
{% endmacro %}

{% macro py_script_comment() %}
{% endmacro %}

{% macro build_ref_function(model) %}
  {% do refuse_python_model(model) %}
{% endmacro %}

{% macro build_source_function(model) %}
  {% do refuse_python_model(model) %}
{% endmacro %}

{% macro build_config_dict(model) %}
  {% do refuse_python_model(model) %}
{% endmacro %}

{% macro refuse_python_model(model) %}
  {% do exceptions.raise_compiler_error('Python models are not supported: ' ~ model.unique_id, model) %}
{% endmacro %}

{% macro resolve_model_name(input_model_name) %}
  {{ return(adapter.dispatch('resolve_model_name', 'dbt')(input_model_name)) }}
{% endmacro %}

{% macro default__resolve_model_name(input_model_name) -%}
  {{ input_model_name | string | replace('"', '\"') }}
{%- endmacro %}
