{# The columns of an event, each with the macro that reads it: {'purchase_id': whole_number, …}. #}
{% macro typed(columns) -%}
    {% for name, read in columns.items() -%}
    {{ read(name) }} as {{ name }},
    {% endfor -%}
    op
{%- endmacro %}

{# The branches of a CASE for what can be wrong with any event, in the order in which it is told. #}
{% macro faults(columns, key) -%}
    when op is null or surplus is not null then 'ragged'
        when {{ key }} is null then 'null_key'
        when transaction_datetime is null or transaction_date is null or op not in ('c', 'u', 'd') then 'wrong_type'
        {%- for name, read in columns.items() %}
        when {{ name }} is not null and {{ read(name) }} is null then 'wrong_type'
        {%- endfor %}
        when {{ day('transaction_date') }} > _file_day then 'future'
{%- endmacro %}

{# Of each key the event that happened last, whichever file it came in. If that deleted the record, it is gone. #}
{% macro latest(events, key) -%}
    select *
    from (
        select *
        from {{ events }}
        where outcome = 'loaded'
        qualify row_number() over (partition by {{ key }} order by transaction_datetime desc) = 1
    )
    where op <> 'd'
{%- endmacro %}

{# What the line said, kept of those only that are not loaded. #}
{% macro record_set_aside() -%}
    if(outcome <> 'loaded', to_json(landed)::varchar, null) as record
{%- endmacro %}
