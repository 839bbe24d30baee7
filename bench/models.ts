// The files of the generated project: what an ordinary model of each layer looks like.

export type Layer = 'bronze' | 'silver' | 'gold';

export const modelName = (layer: Layer, index: number): string =>
  `${layer}_${String(index).padStart(5, '0')}`;

export const macros = `{% macro in_cents(column) %}cast(round({{ column }} * 100) as bigint){% endmacro %}

{% macro share(part, whole, digits=4) -%}
  round(coalesce({{ part }} / nullif({{ whole }}, 0), 0), {{ digits }})
{%- endmacro %}

{% macro sums(columns, prefix='total_') %}
  {%- for column in columns %}
    sum({{ column }}) as {{ prefix }}{{ column }}{{ ',' if not loop.last }}
  {%- endfor %}
{% endmacro %}

{% macro week_of(column) %}date_trunc('week', {{ column }}){% endmacro %}
`;

export function bronzeSql(index: number): string {
  return `{{ config(tags=['bronze', 'group_${index % 8}']) }}

-- Events as the shop's system number ${index} writes them, one row an event.
-- Nothing is cleaned here; the columns of the load are added.

with

received as (

    select
        event_id,
        customer_id,
        kind,
        amount,
        happened_on
    from {{ ref('raw_events') }}
    where event_id % 10 <> ${index % 10}

),

{% if var('smallest_amount') > 0 %}
large_enough as (

    select * from received where amount >= {{ var('smallest_amount') }}

),
{% endif %}

loaded as (

    select
        event_id,
        customer_id + ${index % 5} as customer_id,
        kind,
        amount,
        happened_on,
        '{{ var("currency") }}' as currency,
        'system_${index}' as loaded_from
    from {{ 'large_enough' if var('smallest_amount') > 0 else 'received' }}

)

select * from loaded
`;
}

export function silverSql(index: number, bronze: number): string {
  const own = modelName('bronze', index % bronze);
  const earlier =
    index % 4 === 0 ? modelName('bronze', (index * 7 + 1) % bronze) : modelName('silver', index - 1);
  return `{{ config(materialized='table', tags=['silver', 'group_${index % 8}']) }}
{%- set kinds = ['view', 'cart', 'order', 'refund'] %}

-- Events of system ${index}, typed and with what the one before knew of them.

with

events as (

    select * from {{ ref('${own}') }}

),

earlier as (

    select event_id, kind as earlier_kind from {{ ref('${earlier}') }}

),

typed as (

    select
        events.event_id,
        events.customer_id,
        lower(trim(events.kind)) as kind,
        {{ in_cents('events.amount') }} as amount,
        cast(events.happened_on as date) as happened_on,
        {{ week_of('events.happened_on') }} as happened_in_week,
        {% for kind in kinds -%}
        events.kind = '{{ kind }}' as is_{{ kind }},
        {% endfor -%}
        coalesce(earlier.earlier_kind, events.kind) as earlier_kind
    from events
    left join earlier on earlier.event_id = events.event_id

)

select *
from typed
where amount >= 0
`;
}

export function goldSql(index: number, silver: number): string {
  const first = modelName('silver', index % silver);
  const second = modelName('silver', (index * 5 + 3) % silver);
  const compared =
    index % 3 === 0 ? modelName('silver', (index * 11 + 1) % silver) : modelName('gold', index - 1);
  const count = index % 3 === 0 ? 'count(*)' : 'sum(events)';
  return `{{ config(tags=['gold', 'group_${index % 8}']) }}
{% set measures = ['amount', 'orders', 'refunds'] %}

-- What each customer did in the areas of system ${index}, beside the one it is compared with.

with

measured as (

    select
        customer_id,
        kind,
        amount,
        cast(is_order as integer) as orders,
        cast(is_refund as integer) as refunds
    from {{ ref('${first}') }}
    union all
    select customer_id, kind, amount, cast(is_order as integer), cast(is_refund as integer)
    from {{ ref('${second}') }}

),

compared as (

    select customer_id, ${count} as compared_events from {{ ref('${compared}') }} group by customer_id

)

select
    measured.customer_id,
    count(*) as events,
    max(measured.kind) as kind,
    {{ sums(measures) }},
    {{ share('sum(refunds)', 'count(*)') }} as refund_share,
    any_value(compared.compared_events) as compared_events
from measured
left join compared on compared.customer_id = measured.customer_id
group by measured.customer_id
`;
}

export function properties(layer: Layer, first: number, last: number): string {
  const key = layer === 'gold' ? 'customer_id' : 'event_id';
  const models = Array.from({ length: last - first }, (_, offset) => {
    const index = first + offset;
    return `  - name: ${modelName(layer, index)}
    description: The ${layer} events of system ${index}, as its owners describe them.
    columns:
      - name: ${key}
        description: What a row is about; there is one row for each.
        data_tests:
          - not_null
          - unique
      - name: kind
        description: What happened.
        data_tests:
          - accepted_values:
              arguments:
                values: [view, cart, order, refund]
`;
  });
  return `version: 2\n\nmodels:\n${models.join('')}`;
}
