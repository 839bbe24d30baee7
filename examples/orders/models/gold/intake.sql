-- What became of every record. Key: source, outcome.

select source, outcome, count(*) as records from {{ ref('checked_orders') }} group by source, outcome
union all
select 'users', outcome, count(*) from {{ ref('checked_users') }} group by outcome
union all
select 'products', outcome, count(*) from {{ ref('checked_products') }} group by outcome
