{# Where a row of a file source came from and when it was read. The source needs the option `filename: true`.
   The clock is DuckDB's, not run_started_at, so that the SQL of a model is the same from run to run. #}
{% macro ingestion_metadata() -%}
    parse_filename(filename) as _source_file,
    current_timestamp as _ingested_at
{%- endmacro %}
