{% macro duckdb__current_timestamp() -%}
  now()
{%- endmacro %}

{% macro duckdb__date(year, month, day) -%}
  make_date({{ year }}, {{ month }}, {{ day }})
{%- endmacro %}

{#- An interval of one unit, multiplied, since a number in an interval must be a literal. DuckDB has no quarter. -#}
{% macro duckdb__dateadd(datepart, interval, from_date_or_timestamp) %}
  {%- set units = {'quarter': ['month', ' * 3'], 'week': ['day', ' * 7']} -%}
  {%- set unit, times = units.get(datepart | lower, [datepart | lower, '']) -%}
  {%- set count = 'cast(' ~ interval ~ ' as bigint)' %}
  ({{ from_date_or_timestamp }} + {{ '(' ~ count ~ times ~ ')' if times else count }} * interval 1 {{ unit }})
{% endmacro %}

{#- Weeks begin on Sunday, unlike DuckDB's own. -#}
{% macro duckdb__datediff(first_date, second_date, datepart) -%}
  {%- if datepart == 'week' -%}
    ({{ datediff(first_date, second_date, 'day') }} // 7 + case
      when date_part('dow', ({{ first_date }})::timestamp) <= date_part('dow', ({{ second_date }})::timestamp)
        then case when {{ first_date }} <= {{ second_date }} then 0 else -1 end
      else case when {{ first_date }} <= {{ second_date }} then 1 else 0 end
    end)
  {%- else -%}
    (date_diff('{{ datepart }}', {{ first_date }}::timestamp, {{ second_date }}::timestamp))
  {%- endif -%}
{%- endmacro %}

{% macro duckdb__last_day(date, datepart) -%}
  {%- if datepart == 'quarter' -%}
    cast({{ dbt.dateadd('day', '-1', dbt.dateadd('month', '3', dbt.date_trunc(datepart, date))) }} as date)
  {%- else -%}
    {{ dbt.default_last_day(date, datepart) }}
  {%- endif -%}
{%- endmacro %}
