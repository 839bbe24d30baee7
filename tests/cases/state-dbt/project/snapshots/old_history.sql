{% snapshot old_history %}
{{ config(target_schema='snaps', strategy='check', unique_key='id', check_cols='all') }}
select * from {{ ref('stg_customers') }}
{% endsnapshot %}
