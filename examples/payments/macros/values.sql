{# Texts as they came to values. What is not of its type becomes null, so that a check can name it. #}

{# Text without spaces at its ends; null if nothing is left. #}
{% macro text(column) -%}
    nullif(trim({{ column }}), '')
{%- endmacro %}

{# try_cast alone would round 1.5 to 2. #}
{% macro whole_number(column) -%}
    if(regexp_full_match({{ text(column) }}, '-?\d+'), try_cast({{ column }} as bigint), null)
{%- endmacro %}

{% macro money(column) -%}
    if(regexp_full_match({{ text(column) }}, '-?\d+(\.\d{1,2})?'), try_cast({{ column }} as decimal(18, 2)), null)
{%- endmacro %}

{# A day: 2024-01-31; day first, 31/01/2024; or the UTC date of a time with an offset. #}
{% macro day(column) -%}
    case
        when contains({{ column }}, 'T') then try_cast({{ text(column) }} as timestamptz)::date
        when contains({{ column }}, '/') then try_strptime({{ text(column) }}, '%d/%m/%Y')::date
        else try_strptime({{ text(column) }}, '%Y-%m-%d')::date
    end
{%- endmacro %}

{# Whether there is something and it is not of its type. #}
{% macro is_wrong(column, value) -%}
    ({{ text(column) }} is not null and {{ value }} is null)
{%- endmacro %}

{# 100 * part / whole to two decimals, half up, in whole numbers: a double can fall on the wrong side of a half. #}
{% macro percentage(part, whole) -%}
    ((20000 * {{ part }} + {{ whole }}) // (2 * nullif({{ whole }}, 0)) / 100)::decimal(5, 2)
{%- endmacro %}
