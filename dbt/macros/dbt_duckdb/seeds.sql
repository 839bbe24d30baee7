{% macro duckdb__get_binding_char() %}
  {{ return(adapter.get_binding_char()) }}
{% endmacro %}

{% macro duckdb__get_batch_size() %}
  {{ return(10000) }}
{% endmacro %}

{#- DuckDB reads the file itself, unless `fast: false`. -#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
  {% if not config.get('fast', true) %}
    {{ return(default__load_csv_rows(model, adapter.convert_datetimes_to_strs(agate_table))) }}
  {% endif %}
  {% set sql %}
    copy {{ this.render() }} from '{{ adapter.get_seed_file_path(model) | replace("'", "''") }}'
    (format csv, header true, delimiter '{{ config.get('delimiter', ',') }}')
  {% endset %}
  {% do adapter.add_query(sql, abridge_sql_log=True) %}
  {{ return(sql) }}
{% endmacro %}
