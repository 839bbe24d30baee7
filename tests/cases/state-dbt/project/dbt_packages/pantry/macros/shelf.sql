{% macro shelf() %}{{ return(adapter.dispatch('shelf', 'pantry')()) }}{% endmacro %}

{% macro default__shelf() %}{{ var('shelf', 1) }}{% endmacro %}

{% macro unused_shelf() %}0{% endmacro %}
