{#-
  DuckDB neither renames nor drops a table that a foreign key refers to, and cannot drop the key alone. So the tables
  that refer to a relation are taken out of its way while it is swapped, their rows kept under their own name, if and
  only if this very run will build them again.
-#}

{% macro drop_foreign_key_dependents(relation) -%}
  {% call statement('get_foreign_key_dependents', fetch_result=True) %}
    {{ duckdb__foreign_key_dependents_sql(relation) }}
  {% endcall %}
  {% set references = {} %}
  {% for row in load_result('get_foreign_key_dependents').table %}
    {% do references.setdefault(row[0], []).append(row[2] | lower) %}
  {% endfor %}
  {% if not references %}
    {{ return([]) }}
  {% endif %}

  {% set problems = duckdb__foreign_key_problems(relation, references) %}
  {% if problems %}
    {% do exceptions.raise_compiler_error(
      relation ~ ' cannot be replaced while foreign keys refer to it, and these tables would not be built again: '
      ~ problems | join('; ')
    ) %}
  {% endif %}

  {% set dropped = [] %}
  {% for table in references %}
    {% set dependent = api.Relation.create(
      database=relation.database, schema=relation.schema, identifier=table, type='table'
    ) %}
    {% set backup = dependent.incorporate(path={'identifier': table ~ '__dbt_fk_backup'}, type='table') %}
    {% do adapter.drop_relation(backup) %}
    {% call statement('backup_foreign_key_dependent_' ~ loop.index) %}
      create table {{ backup }} as select * from {{ dependent }}
    {% endcall %}
    {% do log(
      'Dropping ' ~ dependent ~ ' because it references ' ~ relation
      ~ ' through a foreign key; it is rebuilt later in this run', info=True
    ) %}
    {% do adapter.drop_relation(dependent) %}
    {% do dropped.append({'relation': dependent, 'backup': backup}) %}
  {% endfor %}
  {{ return(dropped) }}
{%- endmacro %}

{#- Each table that refers to the relation, directly or not, with each that it refers to; the furthest first. -#}
{% macro duckdb__foreign_key_dependents_sql(relation) %}
    with recursive keys as (
      select table_name, referenced_table
      from duckdb_constraints()
      where constraint_type = 'FOREIGN KEY'
        and lower(database_name) = lower('{{ adapter.escape_sql_string(relation.database) }}')
        and lower(schema_name) = lower('{{ adapter.escape_sql_string(relation.schema) }}')
        and lower(table_name) <> lower(referenced_table)
    ),
    reached(table_name, depth) as (
      select table_name, 1
      from keys
      where lower(referenced_table) = lower('{{ adapter.escape_sql_string(relation.identifier) }}')
      union
      select keys.table_name, reached.depth + 1
      from keys
      join reached on lower(keys.referenced_table) = lower(reached.table_name)
    ),
    furthest as (
      select table_name, max(depth) as depth
      from reached
      group by table_name
    )
    select table_name, depth, keys.referenced_table
    from furthest
    join keys using (table_name)
    order by depth desc, table_name, keys.referenced_table
{% endmacro %}

{#- Why some of them would not come back. -#}
{% macro duckdb__foreign_key_problems(relation, references) %}
  {% set builders, ids = {}, {relation.identifier | lower: model.unique_id} %}
  {% for node in graph.nodes.values()
      if node.resource_type == 'model'
      and (node.database or '') | lower == (relation.database or '') | lower
      and node.schema | lower == relation.schema | lower %}
    {% for table in references if table | lower == (node.alias or node.name) | lower %}
      {% do builders.update({table: node}) %}
      {% do ids.update({table | lower: node.unique_id}) %}
    {% endfor %}
  {% endfor %}

  {% set problems = [] %}
  {% for table, referenced in references.items() %}
    {% set node = builders.get(table) %}
    {% if node is none %}
      {% do problems.append(table ~ ' (no model of this project builds it)') %}
      {% continue %}
    {% endif %}
    {% set parents = [] %}
    {% for name in referenced if ids.get(name) in node.depends_on.nodes %}
      {% do parents.append(name) %}
    {% endfor %}
    {% set refreshed = flags.FULL_REFRESH if node.config.full_refresh is none else node.config.full_refresh %}
    {% set kind = node.config.materialized %}
    {% if node.unique_id not in selected_resources %}
      {% do problems.append(table ~ ' (model ' ~ node.name ~ ' is not selected)') %}
    {% elif not parents %}
      {% do problems.append(
        table ~ ' (model ' ~ node.name ~ ' has no ref() to what its foreign key refers to, so that it may be built '
        ~ 'before it: write `to: ref(...)` in the constraint)'
      ) %}
    {% elif kind != 'table' and not (kind == 'incremental' and refreshed) %}
      {% do problems.append(
        table ~ ' (model ' ~ node.name ~ ' is ' ~ kind ~ ' and would lose its rows: run with --full-refresh)'
      ) %}
    {% endif %}
  {% endfor %}
  {{ return(problems) }}
{% endmacro %}

{#- The rows come back at once, the keys when the model is built. -#}
{% macro restore_foreign_key_dependents(dropped) -%}
  {% for item in dropped | reverse %}
    {% do log(
      'Restoring data for ' ~ item['relation'] ~ '; its constraints are rebuilt later in this run', info=True
    ) %}
    {% do adapter.rename_relation(item['backup'], item['relation']) %}
  {% endfor %}
{%- endmacro %}

{% macro enforced_constraint_types() -%}
  {% set types = [] %}
  {% if config.get('contract').enforced %}
    {% set constraints = [] + model.get('constraints', []) %}
    {% for column in model.get('columns', {}).values() %}
      {% do constraints.extend(column.get('constraints', [])) %}
    {% endfor %}
    {% do types.extend(constraints | map(attribute='type')) %}
  {% endif %}
  {{ return(types) }}
{%- endmacro %}

{% macro existing_constraint_types(relation) -%}
  {% if relation is none or not relation.is_table %}
    {{ return([]) }}
  {% endif %}
  {{ return(adapter.existing_key_constraint_types(relation)) }}
{%- endmacro %}

{#- Such a table is made under its final name: after a rename, what it refers to could never be dropped. -#}
{% macro has_foreign_key_constraints(relation=none) -%}
  {% if not adapter.catalog_supports_foreign_keys(this.database) %}
    {{ return(false) }}
  {% endif %}
  {{ return('foreign_key' in enforced_constraint_types() + existing_constraint_types(relation)) }}
{%- endmacro %}

{#- Only a table with a key can be referred to; one that is about to lose it counts too. -#}
{% macro may_be_foreign_key_target(relation=none) -%}
  {% if not adapter.catalog_supports_foreign_keys(this.database) %}
    {{ return(false) }}
  {% endif %}
  {% set types = enforced_constraint_types() + existing_constraint_types(relation) %}
  {{ return('primary_key' in types or 'unique' in types) }}
{%- endmacro %}

{#- Within a transaction in any case, so that a build that fails leaves the old table. -#}
{% macro drop_relation_for_rebuild(relation) -%}
  {% do adapter.ensure_transaction() %}
  {% set dropped = [] %}
  {% if relation.is_table and may_be_foreign_key_target(relation) %}
    {% set dropped = drop_foreign_key_dependents(relation) %}
  {% endif %}
  {% do adapter.drop_relation(relation) %}
  {{ return(dropped) }}
{%- endmacro %}
