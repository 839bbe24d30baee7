{% macro convert_datetime(date_str, date_fmt) %}
  {% set problem =
    "the date '" ~ date_str ~ "' is not written as '" ~ date_fmt ~ "' says" %}
  {{ return(try_or_compiler_error(problem, modules.datetime.datetime.strptime, date_str.strip(), date_fmt)) }}
{% endmacro %}

{#- Every day from the first to the last, both included: as text, or as dates if no format is wanted. -#}
{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt="%Y%m%d", out_fmt="%Y%m%d") %}
  {% set first = convert_datetime(start_date_str, in_fmt) %}
  {% set last = convert_datetime(start_date_str if end_date_str is none else end_date_str, in_fmt) %}
  {% set days = (last - first).days %}
  {% if days < 0 %}
    {% do exceptions.raise_compiler_error(
      'the first date, ' ~ first ~ ', is after the last, ' ~ last, model
    ) %}
  {% endif %}
  {% set dates = [] %}
  {% for offset in range(days + 1) %}
    {% set date = first + modules.datetime.timedelta(days=offset) %}
    {% do dates.append(date.strftime(out_fmt) if out_fmt else date) %}
  {% endfor %}
  {{ return(dates) }}
{% endmacro %}

{#- '20240101' or '20240101,20240131'. -#}
{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
  {% set ends = (raw_partition_date | string).split(',') %}
  {% if ends | length > 2 %}
    {% do exceptions.raise_compiler_error(
      'expected one date, or two with a comma between, and got ' ~ raw_partition_date
    ) %}
  {% endif %}
  {{ return(dates_in_range(ends[0], ends[1] if ends | length == 2 else none, in_fmt=date_fmt)) }}
{% endmacro %}

{% macro py_current_timestring() %}
  {% do return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S%f')) %}
{% endmacro %}
