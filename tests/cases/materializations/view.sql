==== first build ====
-- stage
create or replace view "shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
create or replace view "shop"."orders" as
select id, amount from shop.raw;
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";

==== in place of a view ====
-- stage
create or replace view "shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
drop view if exists "shop"."orders";
create or replace view "shop"."orders" as
select id, amount from shop.raw;
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";

==== in place of a table ====
-- stage
create or replace view "shop"."orders__staged" as
select id, amount from shop.raw__staged;
-- promote
drop table if exists "shop"."orders";
create or replace view "shop"."orders" as
select id, amount from shop.raw;
drop view if exists "shop"."orders__staged";
-- discard
drop view if exists "shop"."orders__staged";
