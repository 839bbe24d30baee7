{# The measures of any group of sales, so that they mean the same in every model.
   A return counts against the money, and is neither an invoice nor a sale of units. #}
{% macro sales_measures() -%}
    count(distinct invoice_no) filter (where not is_return) as invoices,
    coalesce(sum(quantity) filter (where not is_return), 0)::bigint as units,
    {{ money('sum(amount) filter (where not is_return)') }} as gross_sales,
    {{ money('sum(amount) filter (where is_return)') }} as returns,
    {{ money('sum(amount)') }} as net_sales
{%- endmacro %}

{% macro money(sum) -%}
    coalesce({{ sum }}, 0)::decimal(18, 2)
{%- endmacro %}

{# What a column says last; at the same moment, the greatest text. #}
{% macro latest(column) -%}
    arg_max({{ column }}, (invoice_at, {{ column }}))
{%- endmacro %}

{# A quotient to two places, rounded half away from zero, for what is not negative. No double anywhere, in which 1.005 is
   less than it says; null where there is nothing to divide by. #}
{% macro quotient(numerator, denominator) -%}
    ((
        ((200 * ({{ numerator }}))::hugeint + ({{ denominator }})) // nullif(2 * ({{ denominator }}), 0)
    )::bigint * 0.01)
{%- endmacro %}
