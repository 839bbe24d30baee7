import { type Diagnostic, error, fail, ok, type Result, warning } from '../base/index.ts';
import type { SourceProperties, SourceTableProperties } from '../project/index.ts';
import type { PackageSources } from './package-sources.ts';

/** A table as it is declared, with what an override says over it. */
export interface Overridden {
  readonly source: SourceProperties;
  readonly table: SourceTableProperties;
}

/** What `overrides:` of a source says of the source of that name in the package that it names. */
export class SourceOverrides {
  readonly #byKey: ReadonlyMap<string, SourceProperties>;
  readonly #used = new Set<string>();

  constructor(byKey: ReadonlyMap<string, SourceProperties>) {
    this.#byKey = byKey;
  }

  apply(owner: string, source: SourceProperties, table: SourceTableProperties): Overridden {
    const key = keyOf(owner, source.name);
    const override = this.#byKey.get(key);
    if (override === undefined) return { source, table };
    this.#used.add(key);
    const patch = override.tables.find(({ name }) => name === table.name);
    if (patch !== undefined) this.#used.add(`${key}.${table.name}`);
    return {
      source: { ...over(source, override), name: source.name, tables: source.tables },
      table: patch === undefined ? table : over(table, patch),
    };
  }

  /** Those that are about nothing, once all sources are known. */
  unused(): Diagnostic[] {
    return [...this.#byKey].flatMap(([key, source]) => {
      const about = (name: string, locate: () => ReturnType<SourceProperties['locate']>) =>
        warning('A2035', `there is no source '${name}' in the package '${source.overrides}'`, {
          location: locate(),
          hint: 'what overrides it is ignored',
          event: 'UnusedTables',
        });
      if (!this.#used.has(key)) return [about(source.name, () => source.locate())];
      return source.tables
        .filter(({ name }) => !this.#used.has(`${key}.${name}`))
        .map((table) => about(`${source.name}.${table.name}`, () => table.locate()));
    });
  }
}

const keyOf = (owner: string, name: string): string => `${owner} ${name}`;

/** What the second says, and where it says nothing, the first. */
function over<Entry extends SourceProperties | SourceTableProperties>(below: Entry, above: Entry): Entry {
  const said = (key: string): boolean => key in above.given;
  const parts = Object.entries(above).filter(
    ([key]) => key in written && written[key as keyof typeof written].some(said),
  );
  return {
    ...below,
    ...Object.fromEntries(parts),
    given: { ...below.given, ...above.given },
    config: [
      ...below.config.filter(({ key }) => !above.config.some((entry) => entry.key === key)),
      ...above.config,
    ],
    locate: (...path: (string | number)[]) => above.locate(...path),
  };
}

/** How the parts of a source are spelled. */
const written = {
  description: ['description'],
  schema: ['schema'],
  database: ['database'],
  loader: ['loader'],
  identifier: ['identifier'],
  columns: ['columns'],
  tests: ['data_tests', 'tests'],
  quoting: ['quoting'],
  external: ['external'],
  loadedAtField: ['loaded_at_field'],
  freshness: ['freshness'],
} satisfies Readonly<Record<string, readonly string[]>>;

export function collectOverrides(packages: readonly PackageSources[]): Result<SourceOverrides> {
  const overrides = new Map<string, SourceProperties>();
  const diagnostics: Diagnostic[] = [];
  for (const file of packages.flatMap(({ properties }) => properties)) {
    for (const source of file.properties.sources) {
      if (source.overrides === undefined) continue;
      const key = keyOf(source.overrides, source.name);
      const known = overrides.get(key);
      if (known === undefined) overrides.set(key, source);
      else
        diagnostics.push(
          error('A2022', `the source '${source.name}' of '${source.overrides}' is overridden twice`, {
            location: source.locate(),
            related: [{ message: 'the other place', location: known.locate() }],
            hint: 'put both into one entry',
          }),
        );
    }
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok(new SourceOverrides(overrides));
}
