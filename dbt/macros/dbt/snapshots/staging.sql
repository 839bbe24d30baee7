{#-
  What a snapshot finds: rows to insert, to end ('update') and, if they are watched, rows that are gone ('delete').
  Strategies compare the row that is current in the table, snapshotted_data, with the query's, source_data.
-#}

{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set key = strategy.unique_key -%}
  {%- set current_end = config.get('dbt_valid_to_current') -%}
  {%- set new_record = strategy.hard_deletes == 'new_record' -%}
  {%- set watch_deletes = strategy.hard_deletes in ['invalidate', 'new_record'] -%}
  {%- set was_deleted = 'snapshotted_data.' ~ columns.dbt_is_deleted ~ " = 'True'" -%}
  {%- set known_as_deleted %}
      {{ was_deleted }}
      and snapshotted_data.{{ columns.dbt_valid_to }} {{ '= ' ~ current_end if current_end else 'is null' }}
  {%- endset -%}
  {%- set on_key %}{{ unique_key_join_on(key, 'snapshotted_data', 'source_data') }}{% endset -%}
  {%- set gone %}{{ unique_key_is_null(key, 'source_data') }}{% endset %}
    with snapshot_query as (
      {{ source_sql }}
    ),

    snapshotted_data as (
      select *, {{ unique_key_fields(key) }}
      from {{ target_relation }}
      where
      {%- if current_end %}
        ({{ equals(columns.dbt_valid_to | trim, current_end | trim) | trim }} or {{ columns.dbt_valid_to }} is null)
      {%- else %}
        {{ columns.dbt_valid_to }} is null
      {%- endif %}
    ),

    insertions_source_data as (
      select *, {{ unique_key_fields(key) }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ get_dbt_valid_to_current(strategy, columns) }},
        {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
      from snapshot_query
    ),

    updates_source_data as (
      select *, {{ unique_key_fields(key) }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}
      from snapshot_query
    ),
    {%- if watch_deletes %}

    deletes_source_data as (
      select *, {{ unique_key_fields(key) }}
      from snapshot_query
    ),
    {%- endif %}

    insertions as (
      select
        'insert' as dbt_change_type,
        source_data.*
        {%- if new_record %},
        'False' as {{ columns.dbt_is_deleted }}
        {%- endif %}
      from insertions_source_data as source_data
      left outer join snapshotted_data on {{ on_key }}
      where {{ unique_key_is_null(key, 'snapshotted_data') }}
        or (
          {{ unique_key_is_not_null(key, 'snapshotted_data') }}
          and ({{ strategy.row_changed }}{{ ' or ' ~ was_deleted if new_record }})
        )
    ),

    updates as (
      select
        'update' as dbt_change_type,
        source_data.*,
        snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if new_record %},
        snapshotted_data.{{ columns.dbt_is_deleted }}
        {%- endif %}
      from updates_source_data as source_data
      join snapshotted_data on {{ on_key }}
      where ({{ strategy.row_changed }}{{ ' or ' ~ was_deleted if new_record }})
    )
    {%- if watch_deletes %},

    deletes as (
      select
        'delete' as dbt_change_type,
        source_data.*,
        {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
        {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
        {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }},
        snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if new_record %},
        snapshotted_data.{{ columns.dbt_is_deleted }}
        {%- endif %}
      from snapshotted_data
      left join deletes_source_data as source_data on {{ on_key }}
      where {{ gone }}
      {%- if new_record %}
        and not ({{ known_as_deleted }})
      {%- endif %}
    )
    {%- endif %}
    {%- if new_record %}
    {%- set snapshotted_columns = get_list_of_column_names(get_columns_in_relation(target_relation)) %},

    deletion_records as (
      select
        'insert' as dbt_change_type,
        {%- for name in get_columns_in_query(source_sql) %}
        {{ 'snapshotted_data' if name in snapshotted_columns else 'source_data' }}.{{ adapter.quote(name) }},
        {%- endfor %}
        {%- if key | is_list %}
        {%- for field in key %}
        snapshotted_data.{{ field }} as dbt_unique_key_{{ loop.index }},
        {%- endfor %}
        {%- else %}
        snapshotted_data.dbt_unique_key as dbt_unique_key,
        {%- endif %}
        {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
        {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
        snapshotted_data.{{ columns.dbt_valid_to }} as {{ columns.dbt_valid_to }},
        {{ snapshot_hash_arguments([columns.dbt_scd_id, snapshot_get_time()]) }} as {{ columns.dbt_scd_id }},
        'True' as {{ columns.dbt_is_deleted }}
      from snapshotted_data
      left join deletes_source_data as source_data on {{ on_key }}
      where {{ gone }}
        and not ({{ known_as_deleted }})
    )
    {%- endif %}

    select * from insertions
    union all
    select * from updates
    {%- if watch_deletes %}
    union all
    select * from deletes
    {%- endif %}
    {%- if new_record %}
    union all
    select * from deletion_records
    {%- endif %}
{%- endmacro %}

{#- The first time every row is a version. -#}
{% macro build_snapshot_table(strategy, sql) -%}
  {{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}
{%- endmacro %}

{% macro default__build_snapshot_table(strategy, sql) %}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
    select *,
      {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ get_dbt_valid_to_current(strategy, columns) }}
      {%- if strategy.hard_deletes == 'new_record' %},
      'False' as {{ columns.dbt_is_deleted }}
      {%- endif %}
    from (
      {{ sql }}
    ) sbq
{% endmacro %}
