import type { NodeId } from '../base/index.ts';
import { type Definition, type Fingerprint, sqlMeaningOf } from './fingerprint.ts';
import { meaningOf } from './meaning-of.ts';

/** A part of a fingerprint that is not what it was. `before` and `now` are absent where there was or is none. */
export type Change =
  | { readonly part: 'sql'; readonly before: string; readonly now: string; readonly adding: boolean }
  | {
      readonly part: 'config' | 'file' | 'target' | 'macro' | 'var' | 'env';
      readonly name: string;
      readonly before?: string;
      readonly now?: string;
    }
  | { readonly part: 'engine' | 'assay'; readonly before: string; readonly now: string }
  /** Where a relation is that a view reads. */
  | { readonly part: 'place'; readonly node: NodeId; readonly before?: string; readonly now?: string }
  /** The data of a relation that it reads. */
  | { readonly part: 'upstream'; readonly node: NodeId; readonly before?: string; readonly now?: string };

/**
 * What differs between two fingerprints of a node. Macros, vars and environment variables are told of where the SQL
 * or a config has changed: they say because of what.
 */
export function changesBetween(before: Fingerprint, now: Fingerprint): readonly Change[] {
  const deciding: Change[] = [
    ...(saysTheSame(before, now) ? [] : [sqlChange(before.sql, now.sql, false)]),
    ...addingChange(before, now),
    ...named('config', before.config, now.config),
    ...named('file', before.files, now.files),
    ...named('target', before.target, now.target),
    ...(before.engine === now.engine
      ? []
      : [{ part: 'engine', before: before.engine, now: now.engine } as const]),
    ...(before.assay === now.assay ? [] : [{ part: 'assay', before: before.assay, now: now.assay } as const]),
  ];
  // Where templates decide, these do too.
  const causes =
    deciding.length === 0 && now.decides === undefined
      ? []
      : [
          ...named('macro', before.macros, now.macros),
          ...named('var', before.vars, now.vars),
          ...named('env', before.env, now.env),
        ];
  const places = [...differences(before.places ?? {}, now.places ?? {})].map(
    ([node, change]): Change => ({ part: 'place', node, ...change }),
  );
  const upstream = [...differences(before.upstream, now.upstream)].map(
    ([node, change]): Change => ({ part: 'upstream', node, ...change }),
  );
  return [...deciding, ...causes, ...(deciding.length === 0 ? places : []), ...upstream];
}

const saysTheSame = (before: Definition, now: Definition): boolean =>
  before.decides === now.decides && (before.sql === now.sql || sqlMeaningOf(before) === sqlMeaningOf(now));

function addingChange(before: Definition, now: Definition): Change[] {
  if (before.addingSql === undefined && now.addingSql === undefined) return [];
  const [old, fresh] = [before.addingSql ?? before.sql, now.addingSql ?? now.sql];
  return meaningOf(old) === meaningOf(fresh) ? [] : [sqlChange(old, fresh, true)];
}

const sqlChange = (before: string, now: string, adding: boolean): Change => ({
  part: 'sql',
  before,
  now,
  adding,
});

const named = (
  part: 'config' | 'file' | 'target' | 'macro' | 'var' | 'env',
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Change[] => [...differences(before, now)].map(([name, change]) => ({ part, name, ...change }));

function* differences(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Iterable<[string, { before?: string; now?: string }]> {
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [old, fresh] = [before[name], now[name]];
    if (old === fresh) continue;
    yield [name, { ...(old !== undefined && { before: old }), ...(fresh !== undefined && { now: fresh }) }];
  }
}
