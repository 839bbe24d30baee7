import { beforeEach, describe, expect, test } from 'vitest';
import type { EngineResult, Rows } from '../../../src/adapter/index.ts';
import { SourceText } from '../../../src/base/index.ts';
import { type Effect, EffectLog, Effects } from '../../../src/compile/effects.ts';
import {
  HostFunction,
  parseTemplate,
  render,
  Suspended,
  Trail,
  type Value,
} from '../../../src/template/index.ts';

const rowsOf = (...values: number[]): Rows => ({
  columns: [{ name: 'n', type: 'INTEGER' }],
  rows: values.map((value) => [value]),
});

/** A warehouse that answers by SQL, refuses what it does not know, and keeps what it was asked. */
class FakeWarehouse {
  readonly asked: string[] = [];
  readonly #answers: Readonly<Record<string, Rows>>;

  constructor(answers: Readonly<Record<string, Rows>> = {}) {
    this.#answers = answers;
  }

  readonly perform = async (effect: Effect): Promise<EngineResult<Rows>> => {
    const text = effect.kind === 'execute' ? effect.sql : effect.kind;
    this.asked.push(text);
    if (text.startsWith('bad')) return { ok: false, error: { kind: 'other', message: `no ${text}` } };
    return { ok: true, value: this.#answers[text] ?? rowsOf() };
  };
}

interface Rendered {
  readonly text: string;
  readonly problem: string | undefined;
  readonly renderings: number;
  readonly said: readonly string[];
}

/** Whether renderings go on, or begin again. */
let goesOn = false;

/** Renders until all is answered; `ask(sql)` gives the first value, `do(sql)` asks without looking at the answer. */
async function rendered(template: string, warehouse: FakeWarehouse): Promise<Rendered> {
  const log = new EffectLog();
  const said: string[] = [];
  const parsed = parseTemplate(new SourceText('model.sql', template));
  if (!parsed.ok) throw new Error('the template does not parse');
  const begin = () => {
    const effects = new Effects(log, { changed: 0, forget: () => undefined });
    return { effects, globals: globalsOf(effects, said), trail: goesOn ? new Trail(effects) : undefined };
  };
  let under = begin();
  for (let renderings = 1; renderings < 20; renderings++) {
    const { effects, globals, trail } = under;
    let result: ReturnType<typeof render> | undefined;
    try {
      result = render(parsed.value, globals, { undefined: 'execute', trail });
    } catch (thrown) {
      if (!(thrown instanceof Suspended)) throw thrown;
    }
    const failed = await log.flush(warehouse.perform);
    if (trail?.waits && (failed === undefined || failed >= effects.asked)) {
      trail.resume();
      continue;
    }
    under = begin();
    if (failed !== undefined || result === undefined) continue;
    if (result.ok) return { text: result.value.text, problem: undefined, renderings, said };
    return { text: '', problem: result.diagnostics[0]?.message, renderings, said };
  }
  throw new Error('it goes on for ever');
}

function globalsOf(effects: Effects, said: string[]) {
  const queue = (sql: Value | undefined) =>
    effects.queue({ kind: 'execute', sql: String(sql), begin: false, fetch: true });
  let clock = 0;
  const values = new Map<string, Value>([
    ['ask', new HostFunction('ask', ([sql]) => (queue(sql)().rows[0]?.[0] as Value) ?? null)],
    [
      'do',
      new HostFunction('do', ([sql]) => {
        queue(sql);
        return '';
      }),
    ],
    [
      'try',
      new HostFunction(
        'try',
        ([sql]) =>
          effects.attempt(
            () => (queue(sql)().rows[0]?.[0] as Value) ?? null,
            ({ message }) => message.startsWith('no'),
          ) ?? 'refused',
      ),
    ],
    [
      'say',
      new HostFunction('say', ([text]) => {
        effects.once(() => said.push(String(text)));
        return '';
      }),
    ],
    ['tick', new HostFunction('tick', () => effects.recall(() => ++clock))],
    ['chance', new HostFunction('chance', () => Math.random().toString())],
  ]);
  return {
    get: (name: string) => values.get(name),
    has: (name: string) => values.has(name),
    names: () => values.keys(),
  };
}

describe.each([false, true])('effects of renderings that go on: %s', (given) => {
  beforeEach(() => {
    goesOn = given;
  });

  test('a template that asks nothing is rendered once', async () => {
    const found = await rendered('select 1', new FakeWarehouse());
    expect(found).toMatchObject({ text: 'select 1', renderings: 1 });
  });

  test('an answer is there in the next rendering, and is asked for once', async () => {
    const warehouse = new FakeWarehouse({ 'select a': rowsOf(7) });
    const found = await rendered("n = {{ ask('select a') }}", warehouse);
    expect(found).toMatchObject({ text: 'n = 7', renderings: 2 });
    expect(warehouse.asked).toEqual(['select a']);
  });

  test('a question may be made of an answer', async () => {
    const warehouse = new FakeWarehouse({ a: rowsOf(2), 'b 2': rowsOf(3) });
    expect((await rendered("{{ ask('b ' ~ ask('a')) }}", warehouse)).text).toBe('3');
    expect(warehouse.asked).toEqual(['a', 'b 2']);
  });

  test('what nobody looks at is done in order, without another rendering', async () => {
    const warehouse = new FakeWarehouse();
    const found = await rendered("{{ do('one') }}{{ do('two') }}done", warehouse);
    expect(found).toMatchObject({ text: 'done', renderings: 1 });
    expect(warehouse.asked).toEqual(['one', 'two']);
  });

  test('what was asked before an answer is done before it', async () => {
    const warehouse = new FakeWarehouse({ count: rowsOf(1) });
    await rendered("{{ do('create') }}{{ ask('count') }}{{ do('drop') }}", warehouse);
    expect(warehouse.asked).toEqual(['create', 'count', 'drop']);
  });

  test('lines are said once, and the clock stands still', async () => {
    const warehouse = new FakeWarehouse({ a: rowsOf(1), b: rowsOf(1) });
    const template =
      "{{ say('before') }}{{ tick() }}{{ ask('a') }}{{ say('between') }}{{ tick() }}{{ ask('b') }}";
    const found = await rendered(template, warehouse);
    expect(found.said).toEqual(['before', 'between']);
    expect(found.renderings).toBe(3);
  });

  test('a refusal is an error where it was asked for, and what comes after is not done', async () => {
    const warehouse = new FakeWarehouse();
    const found = await rendered("{{ do('one') }}{{ do('bad two') }}{{ do('three') }}", warehouse);
    expect(found.problem).toBe('no bad two');
    expect(warehouse.asked).toEqual(['one', 'bad two']);
  });

  test('a template that deals with a refusal goes on', async () => {
    const warehouse = new FakeWarehouse({ after: rowsOf(1) });
    const found = await rendered("{{ try('bad') }}, {{ ask('after') }}", warehouse);
    expect(found.text).toBe('refused, 1');
    expect(warehouse.asked).toEqual(['bad', 'after']);
  });

  test('an error of the template comes after what it asked for before', async () => {
    const warehouse = new FakeWarehouse();
    const found = await rendered("{{ do('one') }}{{ nothing.there }}", warehouse);
    expect(found.problem).toContain("'nothing' is undefined");
    expect(warehouse.asked).toEqual(['one']);
  });

  test('SQL that is another one each time is an error', async () => {
    const found = await rendered('{% filter upper %}{{ ask(chance()) }}{% endfilter %}', new FakeWarehouse());
    expect(found.problem).toContain('asked the database for something else');
  });
});
