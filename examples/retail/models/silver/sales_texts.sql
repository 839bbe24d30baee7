-- The fields without spaces around them, null where there is nothing: what the rules and the figures of quality look at.

{{ config(materialized='ephemeral') }}

select
    {% for field in var('fields') -%}
    nullif(nullif(trim({{ field }}), ''), 'NULL') as {{ field }},
    {% endfor -%}
    surplus is not null or country is null as is_ragged,
    try_cast(_source_file[:10] as date) as arrived_on,
    _row_id
from {{ ref('sales_lines') }}
