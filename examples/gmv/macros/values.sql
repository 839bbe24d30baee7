{# Text as it came, to a value. What is not of its type becomes null, so that a check can name it. #}

{# try_cast alone would round 2.5 to 2. #}
{% macro whole_number(column) -%}
    if(regexp_full_match({{ column }}, '-?\d+'), try_cast({{ column }} as bigint), null)
{%- endmacro %}

{% macro money(column) -%}
    try_cast({{ column }} as decimal(18, 2))
{%- endmacro %}

{# 2024-01-31, or day first: 31/01/2024. #}
{% macro day(column) -%}
    coalesce(try_cast({{ column }} as date), try_strptime({{ column }}, '%d/%m/%Y')::date)
{%- endmacro %}

{# With an offset or in UTC, which is the time zone of every session. #}
{% macro instant(column) -%}
    try_cast({{ column }} as timestamptz)
{%- endmacro %}

{# One spelling of a name, however it was typed. #}
{% macro tidy(column) -%}
    nullif(nfc_normalize(lower(trim({{ column }}))), '')
{%- endmacro %}
