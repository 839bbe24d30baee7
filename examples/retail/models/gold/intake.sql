-- Every line that came, counted once: taken in, or set aside for a reason. Key: source, outcome.

with outcomes as (
    select reason as outcome from {{ ref('set_aside') }}
    union all
    select 'loaded' from {{ ref('sales') }}
)

select 'sales' as source, outcome, count(*) as records
from outcomes
group by outcome
