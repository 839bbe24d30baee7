{% macro upper_of(column) %}{{ return(adapter.dispatch('upper_of', 'toolbox')(column)) }}{% endmacro %}
{% macro default__upper_of(column) %}upper({{ column }}){% endmacro %}
{% test at_least(model, column_name, minimum) %}
select * from {{ model }} where {{ column_name }} < {{ minimum }}
{% endtest %}
{% test rows_between(model, low, high) %}
select 1 from (select count(*) as n from {{ model }}) where n not between {{ low }} and {{ high }}
{% endtest %}
