-- How complete, valid and varied each field is, as it came. Key: column_name.

select
    column_name,
    {{ quotient('100 * (records - present)', 'records') }}::decimal(5, 2) as null_percentage,
    negative as negative_values,
    {{ quotient('100 * different', 'present') }}::decimal(5, 2) as unique_percentage
from {{ ref('quality_profile') }}
order by position
