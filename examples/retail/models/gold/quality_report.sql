-- The quality of the data as one object, to be had as JSON. One row.
-- The score is the mean of three shares: of fields that say something, of lines that keep the rules, of those that are
-- no duplicates. They are brought to one denominator, so that nothing is rounded but the score.

{% macro by_field(fields, metric) -%}
    {
        {%- for field in fields %}
        {{ field }}: { {{ metric }}: any_value({{ metric }}) filter (where column_name = '{{ field }}') }{{ ',' if not loop.last }}
        {%- endfor %}
    }
{%- endmacro %}

with fields as (

    select sum(records)::hugeint as fields, sum(present)::hugeint as present
    from {{ ref('quality_profile') }}

),

lines as (

    select
        sum(records)::hugeint as lines,
        coalesce(sum(records) filter (where outcome in ('loaded', 'duplicate')), 0)::hugeint as valid,
        coalesce(sum(records) filter (where outcome = 'loaded'), 0)::hugeint as loaded
    from {{ ref('intake') }}

),

score as (

    select
        {{ quotient(
            '100 * (present * lines * valid + valid * fields * valid + loaded * fields * lines)',
            '3 * fields * lines * valid'
        ) }}::decimal(5, 2) as overall_score
    from fields, lines

)

select
    {{ by_field(var('fields'), 'null_percentage') }} as completeness,
    {{ by_field(var('numbers'), 'negative_values') }} as validity,
    {{ by_field(var('fields'), 'unique_percentage') }} as uniqueness,
    (select overall_score from score) as overall_score
from {{ ref('quality_metrics') }}
