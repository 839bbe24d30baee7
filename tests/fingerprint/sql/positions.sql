-- Queries with an empty place, K, in which a word is put: tests/fingerprint/sql/meaning.test.ts
select K from t
select K, a from t
select a K from t
select a K, b from t
select a as K from t
select a K 1 from t
select t.K from t
select s.K from t
select K.a from t K
select * from t K
select K from t K
select K: a from t
select K from (select a as K from t)
select K(a) from t
select K(a, 1) from t
select K('a') from t
select {K: 1}
select {'a': 1, K: 2}
select struct_pack(K := 1)
select struct_pack(a := 1, K := 2)
select a::K from t
select cast(a as K) from t
select try_cast(b as K) from t
select cast(a as K(3)) from t
select a::K(3) from t
select a::K[] from t
select cast(s as struct(K int, y int)) from t
select cast(s as struct(x K, y int)) from t
select row(K) from (select 1 as K)
select K '1'
select K 'a'
select K 1
select K 1 from t
select K (1) day
select interval 1 K
select interval '1' K
select interval (a) K from t
select a + interval 1 K from t
select extract(K from d) from t
select date_part('year', d) K from t
select date_trunc(K, d) from t
select a K b from t
select a K 1 from t
select b K 'b' from t
select b K 'b' K 'c' from t
select a K between 1 and 2 from t
select not K from (select true as K)
select K and true from (select true as K)
select -K from (select 1 as K)
select K + 1 from (select 1 as K)
select 1 + K from (select 1 as K)
select K between 0 and 2 from (select 1 as K)
select 1 between K and 2 from (select 1 as K)
select 1 between 0 and K from (select 1 as K)
select K in (1, 2) from (select 1 as K)
select K is null from (select 1 as K)
select K is distinct from 1 from (select 1 as K)
select K like 'a' from (select 'a' as K)
select 'a' like K from (select 'a' as K)
select 'a' like 'b' escape K from (select 'a' as K)
select d at time zone K from (select d, 'UTC' as K from t)
select case K when 1 then 2 end from (select 1 as K)
select case when K then K else K end from (select true as K)
select [K for K in [1,2]]
select [x for x in K] from (select [1] as K)
select list_transform([1,2], K -> K + 1)
select list_transform([1,2], lambda K: K + 1)
select l[K] from (select [1] l, 1 as K)
select l[K:K] from (select [1] l, 1 as K)
select sum(a) K from t
select sum(a) over K from t
select sum(a) over K from t window K as (order by a)
select sum(a) over (K) from t
select sum(a) over (partition by K) from (select 1 a, 2 as K)
select sum(a) over (order by K) from (select 1 a, 2 as K)
select sum(a) over (order by a, K rows between 1 preceding and current row) from (select 1 a, 2 as K)
select sum(a) over (order by K rows between 1 preceding and current row) from (select 1 a, 2 as K)
select sum(a) over (order by a K between unbounded preceding and current row) from t
select sum(a) over (order by a rows K preceding) from t
select sum(a) over (order by a rows between K preceding and current row) from t
select sum(a) over (order by a rows between 1 K and current row) from t
select sum(a) over (order by a rows between current K and unbounded following) from t
select sum(a) over (order by a rows between K row and unbounded K) from t
select sum(a) over (order by a rows between 1 preceding and 1 following exclude K) from t
select sum(a) over (partition K a) from t
select sum(a) over (K partition by a) from t
select sum(K) over (order by K) from (select 1 as K)
select first_value(a K nulls) over (order by a) from t
select first(a order by a K) from t
select first(a order by a nulls K) from t
select first(a order by K nulls last) from (select 1 a, 1 as K)
select sum(a) filter (K) from (select 1 a, true as K)
select sum(a) filter (where K) from (select 1 a, true as K)
select sum(distinct K) from (select 1 as K)
select count(K) K from (select 1 as K)
select a from t order by a K
select a from t order by a nulls K
select a from t order by K
select a from t K join u on t.a = u.a
select * from t K join u using (a)
select * from t join u K using (a)
select * from t join u using (K)
select * from t K u
select * from t as K
select * from t as K(K)
select * from t K(K, x)
from (select 1, 2) t(K, x)
from (select 1, 2) as t(x, K)
from K: t
with K as (select 1 as a) select * from K
with K as (select 1 as a) from K
with K(a) as (select 1) from K
with x(K) as (select 1) from x
with x(K, y) as (select 1, 2) from x
with K x as (select 1) from x
with x as K (select 1) from x
with x as not K (select 1) from x
with recursive K as (select 1 as a union all select a + 1 from K where a < 3) from K
select * exclude (K) from (select 1 as K, 2 as x)
select * exclude K from (select 1 as K, 2 as x)
select * K (a) from t
select * replace (1 as K) from (select 2 as K, 2 as x)
select * rename (a as K) from t
select * rename (K as z) from (select 1 as K, 2 as x)
select columns(K) from (select 'a' as K)
select K.* from t K
select 2 * K from (select 1 as K)
select 2 * K (1)
select 2 / K from (select 1 as K)
select 1 union K select 2
select 1 union all by K select 2
select 1 K select 2
select 1 as x limit K
select 1 as x order by K
select a from t group by K
select a from t group by K (a)
select a from t group by K sets ((a))
select a from t using K 1 rows
select K(a) as x, K(b) K from t
select exists (select K from (select 1 as K))
select (select K from (select 1 as K))
select (select 1 as K)
select 1 as x where K (1)
select K (1, 2)
select 1 in K from (select [1] as K)
select 1 K in (1)
pivot t on b using sum(a) as K
pivot t on b using K(a)
pivot (select 1 as K, 2 as x) on K using sum(x)
pivot t on b using sum(a) group by K
unpivot (select 1 as K, 2 as x) on K, x
unpivot (select 1 as y, 2 as x) on y, x into name K value v
unpivot (select 1 as y, 2 as x) on y, x into name n value K
unpivot (select 1 as y, 2 as x) on y as K, x
from (select 1 as y, 2 as x) unpivot (K for n in (y, x))
from (select 1 as y, 2 as x) unpivot (v for K in (y, x))
from (select 1 as y, 2 as x) unpivot (v for n in (K, x))
from t pivot (sum(a) as K for b in ('b'))
from t pivot (sum(a) for b in ('b' as K))
from t pivot (sum(a) for b in ('b') group by K)
values (1, 2)
select x.K from (select {K: 1} as x)
select x.K from (select {'K': 1} as x)
select (x).K from (select {'K': 1} as x)
select b.K('b') from t
select b.K(1) as y from t
select main.K(a) from t
select K.sum(a) from t
select map {K: 1} from (select 1 as K)
select K {1: 1}
select K[1]
select K [1] from (select [1] as K)
select trim(K 'a' from 'abc')
select trim(K from 'abc') from (select 'a' as K)
select substring('abc' from K) from (select 1 as K)
select substring(K from 1 for 2) from (select 'abc' as K)
select position(K in 'abc') from (select 'a' as K)
select overlay(K placing 'a' from 1) from (select 'abc' as K)
select collate(b, K) from t
select b collate K from t
select timestamp K time zone '2020-01-01'
select timestamp with K zone '2020-01-01'
select timestamp with time K '2020-01-01'
select '2020-01-01'::timestamp K time zone
select '2020-01-01'::timestamp with time K
select '1'::double K
select '1'::K precision
select '1'::character K
select K K from (select 1 as K)
select K K K
select K as K from (select 1 as K)
select t.a, K, u.a from (select 1 as K) q, t, u
select K from range(3) K
select K from range(3) K(K)
select K from range(3) as r(K)
select unnest({K: 1, x: 2})
select unnest([{K: 1}], recursive := true)
select * from unnest([1]) with K as x(y, z)
select * from unnest([1]) K x(y)
select coalesce(K, K) from (select 1 as K)
select max(K) - min(K) from (select 1 as K)
select K || K from (select 'a' as K)
select K::varchar from (select 1 as K)
select cast(K as varchar) from (select 1 as K)
select (K) from (select 1 as K)
select ((K)) + 1 from (select 1 as K)
select grouping(K) from (select 1 as K) group by K
select * like K from t
select K -> 'a' from (select '{}'::json as K)
summarize select 1 as K
describe select 1 as K
select K, from (select 1 as K)
from (select 1 as K) select K
from (select 1 as K) select K + 1
from (select 1 as K) where K = 1
select list(K order by K desc) from (select 1 as K)
select any_value(K) filter (K = 1) from (select 1 as K)
select 1 as x, K (select 1)
select K (select 1)
select a K (select 1) from t
select a from t where a K (select 1)
select a from t where a = K (select 1)
select a from t K sample 10 rows
select a from t tablesample K (100%)
select a from t tablesample reservoir(100 K)
select a from t K 1
select a from t limit 1 K 1
select a from t at (K => 1)
select distinct K (a) a, b from t
select K a from t
select K t
K t
K select 1
select K a, b from t
select K over (order by a) from t
select K(a) over (K) from t
select 1 = K (select 1)
select K null
select K true
select x.y.K from (select {'y': {K: 1}} as x)
select 'K', "K", K from (select 1 as K)
select a as "K", K from (select 1 as a, 2 as K)
select K as 'K' from (select 2 as K)
with a as (select 1 as K), K as (select K from a) select K.K from K
select strptime(b, 'K') is K from t
select a is K from t
select a is not K from t
select a is not K from 1 from t
select a not K 1 from t
select b not K 'b' from t
select b not K 'b' and 'c' from t
select list_value(1, K) from (select 1 as K)
select 1 as a, 2 as K order by all K
select sum(a) over (order by a groups between K preceding and K following) from (select 1 a, 2 as K)
select sum(a) over (order by a range K unbounded preceding) from t
select sum(a) over (order by K range between K preceding and K following) from (select 1 a, 2 as K)
select sum(a) over (order by -K rows between unbounded preceding and current row) from (select 1 a, 2 as K)
select sum(a) over (partition by a, K order by a) from (select 1 a, 2 as K)
select sum(a) over (partition by K between 1 and 2) from (select 1 a, 2 as K)
select sum(a) over (partition by f(K) between 1 and 2) from (select 1 a, 2 as K)
select sum(a) over (partition by not K between 1 and 2) from (select 1 a, 2 as K)
select sum(a) over (partition by a = K between 1 and 2) from (select 1 a, 2 as K)
select sum(a) over (partition by a K between 1 and 2) from (select 1 a, 2 as K)
