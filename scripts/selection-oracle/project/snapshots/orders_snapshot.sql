{% snapshot orders_snapshot %}
{{ config(target_schema='snaps', unique_key='id', strategy='check', check_cols=['amount'], tags=['nightly']) }}
select * from {{ ref('orders') }}
{% endsnapshot %}
