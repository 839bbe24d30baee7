{#- A connection of DuckDB is not in a transaction at first, so hooks outside of it need no commit before them. -#}
{% macro run_hooks(hooks, inside_transaction=True) %}
  {% for hook in hooks | selectattr('transaction', 'equalto', inside_transaction) %}
    {% set sql = render(hook.get('sql')) | trim %}
    {% if sql %}
      {% call statement(auto_begin=inside_transaction) %}
        {{ sql }}
      {% endcall %}
    {% endif %}
  {% endfor %}
{% endmacro %}
