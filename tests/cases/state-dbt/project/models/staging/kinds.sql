{{ config(materialized=var('kind')) }}
select {{ handed(quoted) }} as x
