{# Texts as they came to values. What is not of its type becomes null, so that a check can name it. #}

{# Text without spaces at its ends; null if nothing is left. #}
{% macro text(column) -%}
    nullif(trim({{ column }}), '')
{%- endmacro %}

{# try_cast alone would round 1.5 to 2. #}
{% macro whole_number(column) -%}
    if(regexp_full_match(trim({{ column }}), '-?\d+'), try_cast({{ column }} as bigint), null)
{%- endmacro %}

{% macro money(column) -%}
    if(regexp_full_match(trim({{ column }}), '-?\d+(\.\d{1,2})?'), try_cast({{ column }} as decimal(18, 2)), null)
{%- endmacro %}

{# A moment: ISO 8601 with an offset, seconds since 1970, or day first in UTC. #}
{% macro moment(column) -%}
    case
        when regexp_full_match(trim({{ column }}), '\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})')
            then try_cast({{ column }} as timestamptz)
        when regexp_full_match(trim({{ column }}), '\d+') then to_timestamp(try_cast({{ column }} as bigint))
        else try_strptime(trim({{ column }}), '%d/%m/%Y %H:%M:%S')::timestamptz
    end
{%- endmacro %}
