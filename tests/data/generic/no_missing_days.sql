{# Every day between the first and the last of a date column has at least one row. #}
{% test no_missing_days(model, column_name) %}

with days as (

    select unnest(generate_series(min({{ column_name }}), max({{ column_name }}), interval 1 day))::date as missing_day
    from {{ model }}

)

select missing_day
from days
where missing_day not in (select {{ column_name }} from {{ model }})

{% endtest %}
