==== first build ====
-- stage
create or replace table "shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
alter table "shop"."orders__staged" rename to "orders";
-- discard
drop table if exists "shop"."orders__staged";

==== in place of a table ====
-- stage
create or replace table "shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
drop table if exists "shop"."orders";
alter table "shop"."orders__staged" rename to "orders";
-- discard
drop table if exists "shop"."orders__staged";

==== in place of a view ====
-- stage
create or replace table "shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
drop view if exists "shop"."orders";
alter table "shop"."orders__staged" rename to "orders";
-- discard
drop table if exists "shop"."orders__staged";

==== an attached database ====
-- stage
create or replace table "lake"."shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
drop table if exists "lake"."shop"."orders";
alter table "lake"."shop"."orders__staged" rename to "orders";
-- discard
drop table if exists "lake"."shop"."orders__staged";

==== a name that must be quoted ====
-- stage
create or replace table "my shop"."the ""orders""__staged" as
select id, amount from shop.raw__staged;
-- promote
alter table "my shop"."the ""orders""__staged" rename to "the ""orders""";
-- discard
drop table if exists "my shop"."the ""orders""__staged";

==== parquet, first build ====
-- stage
copy (
select id, amount from shop.raw__staged
) to '/lake/shop/orders/v2/data.parquet' (format parquet);
create or replace view "shop"."orders__staged" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=false);
-- promote
create or replace view "shop"."orders" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=false);
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";

==== parquet, in place of an earlier version ====
-- stage
copy (
select id, amount from shop.raw__staged
) to '/lake/shop/orders/v2/data.parquet' (format parquet);
create or replace view "shop"."orders__staged" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=false);
-- promote
drop view if exists "shop"."orders";
create or replace view "shop"."orders" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=false);
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";

==== parquet, in place of a table ====
-- stage
copy (
select id, amount from shop.raw__staged
) to '/lake/shop/orders/v2/data.parquet' (format parquet);
create or replace view "shop"."orders__staged" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=false);
-- promote
drop table if exists "shop"."orders";
create or replace view "shop"."orders" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=false);
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";

==== parquet in partitions ====
-- stage
copy (
select id, amount from shop.raw__staged
) to '/lake/shop/orders/v2' (format parquet, partition_by ("amount", "id"));
create or replace view "shop"."orders__staged" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=true, hive_types={'amount': 'INTEGER', 'id': 'INTEGER'});
-- promote
create or replace view "shop"."orders" as
select "id", "amount"
from read_parquet('/lake/shop/orders/v2/**/*.parquet', hive_partitioning=true, hive_types={'amount': 'INTEGER', 'id': 'INTEGER'});
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";

==== parquet in partitions that the query does not give ====
refused: the query gives no column day, which partition_by names
hint: it gives id, amount
