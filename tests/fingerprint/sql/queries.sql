-- Queries as they are written, of the tables of duckdb.ts. They say the order of what they give where it counts.
select a, b as Name, d as "Day", count(*) as N from t group by all order by a
with x as (select a, sum(a) over (partition by b order by d rows between unbounded preceding and current row) as total from t) select * from x where total > 0 order by a desc nulls last
select cast(a as varchar) || '-' || b::varchar as k, coalesce(null, a, 1), nullif(a, 1), try_cast(b as int) from t
select case when a = 1 then 'one' when a in (2, 3) then 'more' else 'none' end as w, a between 1 and 2, b like 'b%', b ilike 'B', b is not null, not true from t
select t.a, u.e from t left join u on t.a = u.a and u.e is not distinct from 5 where exists (select 1 from u)
select * from t full outer join u using (a) cross join range(2) r(i)
select extract(year from d) as y, date_trunc('month', d), d + interval 1 day, d - interval '2' month, date '2020-01-01', timestamp '2020-01-01 00:00:00', d at time zone 'UTC' from t
select l[1], l[1:2], s.x, s['y'], [x + 1 for x in l if x > 1], list_transform(l, lambda x: x * 2), {'a': 1, b: 2}, map {'k': a} from t
select struct_pack(Key := a, other := b) as st, unnest(l) as e from t
select first(b order by a desc), sum(a) filter (where a > 1), count(distinct b), max(a) - min(a), string_agg(b, ',' order by b) from t
select a, row_number() over w as rn, lag(a, 1) over (w rows between 1 preceding and 1 following) from t window w as (order by a)
select a from t union all by name select e as a from u order by 1 limit 5 offset 0
select a from t except select a from u intersect select 1
pivot t on b using sum(a) as s, count(*) as c group by d order by d
unpivot (select 1 as jan, 2 as feb) on jan, feb into name month value sales
from t select a, * exclude (a, l, s) replace (upper(b) as b) where a >= 1
select columns('a|b') from t
select columns(* exclude (s, l)) from t
with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select n from r
select grouping(b), sum(a) from t group by grouping sets ((b), ()) order by 1, 2
select a, sum(a) from t group by rollup (a) having sum(a) > 0
select distinct on (a) a, b from t order by a, b
select * from (values (1, 'x'), (2, 'y')) v(Id, Val) qualify row_number() over (order by Id) = 1
select trim(both ' ' from ' a '), substring('abc' from 2 for 1), position('b' in 'abc'), trim('  x')
select 'a''b' as q, e'a\n\'b' as e, $$it's$$ as dollar, x'41' as x, "a" from t
select 1_000, .5, 1e3, 1.5e-3, 2**3, 7 // 2, 7 % 2, 1 << 2, ~1, -a, +a, a!=1, a<>1, a==1, 5!, 'a'!~~'b' from t
select -1--1
select a::decimal(10, 2), a::double precision, '2020-01-01'::timestamp with time zone, '{"k": 1}'::json ->> 'k', '[1]'::int[] from t
select x.* from t x semi join u y on x.a = y.a where x.a not in (select e from u)
select i, j from range(3) as r(i), lateral (select i * 2 as j) order by all
select * from t asof join u on t.a >= u.a
select Total: a, Half: a / 2 from t
summarize select a from u
describe select 1 as A, 'x' as Select
select Sum(a), SUM(A) as "Sum", Count(*), Any_Value(b) = b from t group by b order by all
select first_value(a ignore nulls) over (order by d range between unbounded preceding and unbounded following exclude current row) from t
select 'b' like 'a!%' escape '!' as x, 1 isnull, 1 notnull, 'a' similar to 'a', 'a' collate nocase
select a from t using sample 10 rows
select array(select a from t order by a), (select max(e) from u) as m, any_value(x) from (from t select a as x)
