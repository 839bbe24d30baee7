{% macro cents(column) %}{{ scaled(column) }} * 100{% endmacro %}

{% macro scaled(column) %}round({{ column }}, 2){% endmacro %}

{% macro nobody() %}1{% endmacro %}

{% macro handed(how) %}{{ how('x') }}{% endmacro %}

{% macro quoted(text) %}'{{ text }}'{% endmacro %}

{% macro set_up() %}select 1{% endmacro %}
