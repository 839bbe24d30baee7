/**
 * How fast templates parse and render: `npx esbuild bench/template.ts --bundle --platform=node --format=esm
 * --outfile=target/bench-template.mjs && node target/bench-template.mjs`.
 */
import { SourceText } from '../src/base/index.ts';
import {
  fromJs,
  type Globals,
  HostFunction,
  macroOf,
  parseTemplate,
  render,
  type Template,
  type Value,
} from '../src/template/index.ts';

/** A model of 40 lines as projects have them: mostly SQL, a dozen tags, a loop, two macro calls. */
const model = (
  number: number,
): string => `{{ config(materialized='table', tags=['gold', 'daily'], schema="mart") }}

{% set statuses = ['new', 'paid', 'shipped', 'returned'] %}
with orders as (
    select
        order_id,
        customer_id,
        order_date,
        status,
        amount_cents
    from {{ ref('stg_orders_${number}') }}
    where order_date >= '{{ var("start_date", "2024-01-01") }}'
      and order_date <  current_date
    {% if is_incremental() %}
      and order_date > (select max(order_date) from {{ this }})
    {% endif %}
),
customers as (
    select customer_id, first_name, last_name, country, created_at
    from {{ ref('stg_customers') }}
    where not is_deleted
),
totals as (
    select
        orders.customer_id,
        count(*) as orders,
        {% for status in statuses -%}
        sum(case when status = '{{ status }}' then {{ cents_to_dollars('amount_cents') }} else 0 end) as {{ status }}_amount
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from orders
    group by 1
)
-- one row a customer, with what was bought in the time
select
    customers.customer_id,
    customers.first_name || ' ' || customers.last_name as name,
    customers.country,
    totals.*
from customers
left join totals using (customer_id)
order by {{ cents_to_dollars('totals.orders', scale=0) }} desc
`;

const macros = `{% macro cents_to_dollars(column, scale=2) -%}
    round({{ column }} / 100.0, {{ scale }})
{%- endmacro %}`;

const parsed = (file: string, text: string): Template => {
  const result = parseTemplate(new SourceText(file, text));
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
};

const values = new Map<string, Value>();
const globals: Globals = {
  get: (name) => values.get(name),
  has: (name) => values.has(name),
  names: () => values.keys(),
};
const library = parsed('macros.sql', macros);
values.set(
  'cents_to_dollars',
  macroOf(library, library.definitions[0]!, () => globals),
);
values.set('config', new HostFunction('config', () => ''));
values.set('ref', new HostFunction('ref', ([name]) => `"main"."${String(name)}"`));
values.set('var', new HostFunction('var', (args) => args[1] ?? null));
values.set('is_incremental', new HostFunction('is_incremental', () => false));
values.set('this', fromJs('"main"."model"'));

const texts = Array.from({ length: 1000 }, (_, number) => model(number));
const bytes = texts.reduce((sum, text) => sum + text.length, 0);

/** The best of several rounds, in milliseconds: the machine is shared. */
function best(rounds: number, work: () => void): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    work();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

const passing = best(20, () => {
  for (const [index, text] of texts.entries()) parsed(`model_${index}.sql`, text);
});
let templates: Template[] = [];
const parsing = best(20, () => {
  templates = texts.map((text, index) => parsed(`model_${index}.sql`, text));
});
const calls = best(5, () => {
  for (const [index, text] of texts.entries()) void parsed(`model_${index}.sql`, text).calls;
});
let written = 0;
const rendering = (trace: boolean): number =>
  best(20, () => {
    written = 0;
    for (const template of templates) {
      const result = render(template, globals, { undefined: 'execute', trace });
      if (!result.ok) throw new Error(result.diagnostics[0]?.message);
      written += result.value.text.length;
    }
  });

const plain = rendering(false);
const traced = rendering(true);
const speed = (milliseconds: number): string =>
  `${(bytes / 1e6 / (milliseconds / 1000)).toFixed(1)} MB/s, ${milliseconds.toFixed(1)} ms for 1,000 models`;
console.log(`parse + compile   ${speed(passing)}, one after the other`);
console.log(`                  ${speed(parsing)}, all of them kept, which the garbage collector pays for`);
console.log(`parse with calls  ${calls.toFixed(1)} ms`);
console.log(`render            ${plain.toFixed(1)} ms for 1,000 models of 40 lines (${written} characters)`);
console.log(`render, traced    ${traced.toFixed(1)} ms`);
