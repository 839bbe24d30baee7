{% macro cents(column) %}{{ rounded(column ~ ' * 100') }}{% endmacro %}

{% macro rounded(value) %}round({{ value }}){% endmacro %}

{% macro never_called() %}1{% endmacro %}
