-- The quality of the data as one object, to be had as JSON. The score is the mean of three shares: of fields that say
-- something, of lines that keep the rules, and of these, of the ones that are no duplicates.

with fields as (
    select sum(records)::hugeint as fields, sum(present)::hugeint as present from {{ ref('quality_profile') }}
),

lines as (
    select
        sum(records)::hugeint as lines,
        sum(records) filter (where outcome in ('loaded', 'duplicate'))::hugeint as valid,
        sum(records) filter (where outcome = 'loaded')::hugeint as loaded
    from {{ ref('intake') }}
),

metrics as (
    select
        map(list(column_name), list({ null_percentage: null_percentage })) as completeness,
        map_from_entries(
            list((column_name, { negative_values: negative_values })) filter (where negative_values is not null)
        ) as validity,
        map(list(column_name), list({ unique_percentage: unique_percentage })) as uniqueness
    from {{ ref('quality_metrics') }}
)

select
    metrics.*,
    -- on one denominator, so that nothing is rounded before the end
    {{ quotient(
        '100 * (present * lines * valid + valid * fields * valid + loaded * fields * lines)',
        '3 * fields * lines * valid'
    ) }}::decimal(5, 2) as overall_score
from metrics, fields, lines
