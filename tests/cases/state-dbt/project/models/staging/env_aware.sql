{{ config(materialized=('table' if target.name == 'prod' else 'view')) }}
select '{{ target.name }}' as target, '{{ env_var("COLOUR", "red") }}' as colour
