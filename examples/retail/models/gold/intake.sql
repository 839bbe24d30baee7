-- Every line that came, counted once: taken in, or set aside for a reason. Key: source, outcome.

select 'sales' as source, reason as outcome, count(*) as records from {{ ref('set_aside') }} group by reason
union all
select 'sales', 'loaded', count(*) from {{ ref('sales') }} having count(*) > 0
