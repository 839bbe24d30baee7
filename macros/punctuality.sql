{# The measures of any group of flights, so that "late" and "on time" mean the same in every model.
   A flight whose delay is unknown is not late: nothing says so. #}
{% macro punctuality() -%}
    {%- set late_flights = 'count(*) filter (where delay_minutes >= ' ~ var('on_time_minutes') ~ ')' -%}
    count(*) as flights,
    {{ late_flights }} as late_flights,
    {{ on_time_share(late_flights, 'count(*)') }} as on_time_share,
    round(avg(delay_minutes), 2) as mean_delay_minutes
{%- endmacro %}

{# From counts, so that groups can be added up first: shares of unequal groups must not be averaged. #}
{% macro on_time_share(late_flights, flights) -%}
    round(1 - {{ late_flights }} / {{ flights }}, 4)
{%- endmacro %}
