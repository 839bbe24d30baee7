{% snapshot orders_history %}
{{ config(target_schema='snaps', unique_key='id', strategy='check', check_cols=['status', 'amount'], hard_deletes='invalidate') }}
select * from {{ ref('raw_orders') }}
{% endsnapshot %}
