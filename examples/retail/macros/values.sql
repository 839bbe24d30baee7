{# Texts to values. What is not of its type becomes null, so that a rule can name it. #}

{# try_cast alone would round 2.5 to 3. #}
{% macro whole_number(column) -%}
    if(regexp_full_match({{ column }}, '-?\d+'), try_cast({{ column }} as bigint), null)
{%- endmacro %}

{% macro price(column) -%}
    if(regexp_full_match({{ column }}, '-?\d+(\.\d{1,2})?'), try_cast({{ column }} as decimal(18, 2)), null)
{%- endmacro %}

{# With an offset, or without one and in UTC; apart, since in one list an offset would stay for the rows after it. #}
{% macro moment(column) -%}
    coalesce(
        try_strptime({{ column }}, ['%Y-%m-%d %H:%M:%S', '%m/%d/%Y %H:%M', '%d.%m.%Y %H:%M'])::timestamptz,
        try_strptime({{ column }}, '%Y-%m-%dT%H:%M:%S%z')
    )
{%- endmacro %}
