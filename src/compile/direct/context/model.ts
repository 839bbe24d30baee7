import type { MacroEntry } from '../../../manifest/index.ts';
import { fromJs, PyDateTime, PyDict, PyTimezone, type Value } from '../../../template/index.ts';
import type { Rendering } from '../rendering.ts';

/** `model`: the node as manifest.json has it, without what is not said; the macro, where there is no node. */
export function modelOf({ node, settings, options, packageName }: Rendering): PyDict {
  if (node === undefined) return macroOf(options.macro, packageName);
  const described = settings.describe(node);
  const model = fromJs(withoutNone(described)) as PyDict;
  const { compiled, batch } = options;
  if (compiled !== undefined) {
    model.set('compiled', true);
    model.set('compiled_code', compiled);
    model.set('compiled_sql', compiled);
  }
  if (batch?.id !== undefined)
    model.set(
      'batch',
      new PyDict([
        ['id', batch.id],
        ['event_time_start', momentOf(batch.start)],
        ['event_time_end', momentOf(batch.end)],
      ]),
    );
  for (const [key, value] of options.model ?? []) model.set(key, value);
  const config = model.get('config');
  const { unrendered_config: written } = described;
  if (config instanceof PyDict)
    for (const [key, value] of Object.entries(written ?? {})) if (value === null) config.set(key, null);
  if (config instanceof PyDict) for (const [key, value] of options.config ?? []) config.set(key, value);
  return model;
}

/** What is in these are users' own keys. */
const kept: ReadonlySet<string> = new Set(['meta', 'unrendered_config']);

/** dbt leaves out what is None wherever it knows the keys. */
function withoutNone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNone);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null ? [] : [[key, kept.has(key) ? item : withoutNone(item)]],
    ),
  );
}

function macroOf(entry: MacroEntry | undefined, packageName: string): PyDict {
  const { id, name, path } = entry ?? { id: `macro.${packageName}.operation`, name: 'operation', path: '' };
  const text = entry?.template.source.text.slice(entry.definition.start, entry.definition.end) ?? '';
  const fields: Readonly<Record<string, unknown>> = {
    name,
    resource_type: 'macro',
    package_name: entry?.package ?? packageName,
    path,
    original_file_path: path,
    unique_id: id,
    macro_sql: text,
    depends_on: { macros: [] },
    description: entry?.description ?? '',
    meta: {},
    docs: { show: true },
    arguments: [],
  };
  return fromJs(fields) as PyDict;
}

/** A point in time of UTC as a value of Python's. */
function momentOf(text: string | undefined): Value {
  const time = Date.parse(text?.replace(' ', 'T') ?? '');
  return Number.isNaN(time) ? null : PyDateTime.ofWall(time / 1000, 0, PyTimezone.utc());
}
