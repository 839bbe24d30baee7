-- How a day compares with those before it: what is watched. Key: transaction_date.

select
    transaction_date,
    count(*) as subsidiaries,
    sum(gmv)::decimal(18, 2) as gmv,
    sum(gmv) - lag(sum(gmv)) over (order by transaction_date) as gmv_delta,
    median(sum(gmv)) over (order by transaction_date rows between 14 preceding and 1 preceding) as usual_gmv
from {{ ref('daily_gmv') }}
group by transaction_date
order by transaction_date
