import { beforeAll, expect, test, vi } from 'vitest';
import { Records } from '../../src/execute/reuse/records.ts';
import { type Definition, DefinitionInputs } from '../../src/fingerprint/index.ts';
import { Versions } from '../../src/fingerprint/versions.ts';
import { tellHistory } from './history.ts';

/**
 * Histories that tell when a field of the fingerprint is left out: what must be built again is not then. Were there none,
 * the histories would prove nothing of that field. They have edits of one kind only, so that one in a few tells. With
 * `HISTORIES=0 MUTATION=sql HISTORY_SEED=1 npx vitest run tests/histories/mutations` it looks for another seed, from that one on.
 */
const histories = {
  sql: { edit: 'number in a model', seed: 1 },
  config: { edit: 'materialization of a model', seed: 1 },
  files: { edit: 'source file', seed: 1 },
  target: { edit: 'setting of the target', seed: 7 },
  upstream: { edit: 'source file', seed: 7 },
  /** What nodes are known by that need not be defined. */
  kept: { edit: 'number in a model', seed: 1 },
};

type Field = keyof typeof histories;
let dropped: Field | undefined;

beforeAll(() => {
  const { define } = Records.prototype;
  const { fingerprint } = Versions.prototype;
  const { of } = DefinitionInputs.prototype;
  const spies = [
    vi.spyOn(Records.prototype, 'define').mockImplementation(function (this: Records, node) {
      const defined = define.call(this, node);
      return defined.ok ? { ...defined, value: without(defined.value) } : defined;
    }),
    vi.spyOn(Versions.prototype, 'fingerprint').mockImplementation(function (this: Versions, definition) {
      const made = fingerprint.call(this, definition);
      return dropped === 'upstream' ? { ...made, upstream: {} } : made;
    }),
    vi.spyOn(DefinitionInputs.prototype, 'of').mockImplementation(function (this: DefinitionInputs, node) {
      return dropped === 'kept' ? '' : of.call(this, node);
    }),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
});

function without(definition: Definition): Definition {
  const { addingSql: _, ...rest } = definition;
  switch (dropped) {
    case 'sql':
      return { ...rest, sql: '' };
    case 'config':
    case 'files':
    case 'target':
      return { ...definition, [dropped]: {} };
    default:
      return definition;
  }
}

const asked = process.env.MUTATION as Field | undefined;

const tell = (field: Field, seed: number) => tellHistory(seed, 1, { among: [histories[field].edit] });

if (asked === undefined)
  test.each(Object.keys(histories) as Field[])(
    'without %s a history goes wrong',
    {
      timeout: 600_000,
    },
    async (field) => {
      const { seed } = histories[field];
      dropped = field;
      expect((await tell(field, seed)).difference).toBeDefined();
      dropped = undefined;
      expect((await tell(field, seed)).difference).toBeUndefined();
    },
  );
else
  test(`a seed of a history that goes wrong without ${asked}`, { timeout: 36_000_000 }, async () => {
    dropped = asked;
    for (let seed = Number(process.env.HISTORY_SEED ?? 1); ; seed++) {
      const { difference, steps } = await tell(asked, seed);
      if (difference === undefined) continue;
      process.stdout.write(`${asked}: ${seed}\n${steps.join('\n')}\n${difference}\n`);
      break;
    }
  });
