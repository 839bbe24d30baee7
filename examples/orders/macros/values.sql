{# Text as it came, to a value. What is not of its type becomes null, so that a check can name it. #}

{# try_cast alone would round 2.5 to 2. #}
{% macro whole_number(text) -%}
    if(regexp_full_match({{ text }}, '-?\d+'), try_cast({{ text }} as bigint), null)
{%- endmacro %}

{% macro money(text) -%}
    if(regexp_full_match({{ text }}, '-?\d+(\.\d{1,2})?'), try_cast({{ text }} as decimal(18, 2)), null)
{%- endmacro %}

{# With an offset; or seconds since 1970; or day first, in UTC, which is the time zone of every session. #}
{% macro instant(text) -%}
    case
        when regexp_full_match({{ text }}, '\d+') then to_timestamp(try_cast({{ text }} as bigint))
        when contains({{ text }}, '/') then try_strptime({{ text }}, '%d/%m/%Y %H:%M:%S')::timestamptz
        else try_cast({{ text }} as timestamptz)
    end
{%- endmacro %}

{# The items of an order, a list of structs; null if they are no list. #}
{% macro order_items(json) -%}
    list_transform(
        from_json({{ json }}, '[{"sku": "VARCHAR", "qty": "VARCHAR", "price": "VARCHAR"}]'),
        lambda item: struct_pack(
            sku := nullif(item.sku, ''), qty := {{ whole_number('item.qty') }}, price := {{ money('item.price') }}
        )
    )
{%- endmacro %}
