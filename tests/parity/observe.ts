import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { catalogOf, freshnessOf, graphOf, type RunResults, resultsOf } from './artifacts.ts';
import type { Ran } from './play.ts';
import { type Rows, type StepRecord, sorted } from './record.ts';
import { Warehouse } from './warehouse.ts';

const artifacts = ['run_results.json', 'manifest.json', 'sources.json', 'catalog.json'] as const;
type Artifact = (typeof artifacts)[number];

/** Commands that leave the warehouse as it is; it is not opened after them. */
const readers = new Set(['ls', 'list', 'parse', 'deps', 'clean', 'debug', 'init']);

/** Sees what a step changed in a project's folder. */
export class Observer {
  private readonly folder: string;
  private readonly masked: readonly string[];
  private before = new Map<string, string>();
  private relations = '';
  private graph = '';

  constructor(folder: string, masked: readonly string[]) {
    this.folder = folder;
    this.masked = masked;
  }

  /** Looks at the artifacts that are there before a step. */
  remember(): void {
    this.before = new Map(this.found().map((path) => [path, stampOf(path)]));
  }

  async observe(
    args: readonly string[],
    ran: Ran,
    said: readonly string[],
  ): Promise<Omit<StepRecord, 'run' | 'exit'>> {
    const command = args.find((word) => /^[a-z]/.test(word)) ?? '';
    const results = this.written('run_results.json') as RunResults | undefined;
    const manifest = this.written('manifest.json');
    const sources = this.written('sources.json');
    const catalog = this.written('catalog.json');
    const listing = command === 'ls' || command === 'list';
    return {
      ...(results && ran.exit !== 2 && { results: resultsOf(results) }),
      ...(listing && ran.exit === 0 && { lines: ran.lines.map(listed).sort(byText) }),
      ...(ran.shown.length > 0 && { shown: ran.shown.map(sorted) }),
      ...(said.length > 0 && !listing && { said: [...said].sort() }),
      ...(sources && { freshness: freshnessOf(sources) }),
      ...(catalog && { catalog: catalogOf(catalog) }),
      ...(readers.has(command) ? {} : await this.warehouse(command === 'compile' ? results : undefined)),
      ...(manifest && ran.exit !== 2 && this.changed('graph', graphOf(manifest))),
    };
  }

  private async warehouse(compiled: RunResults | undefined): Promise<Partial<StepRecord>> {
    const warehouse = await Warehouse.open(this.folder, this.masked);
    if (warehouse === undefined) return {};
    try {
      const rows: Record<string, Rows> = {};
      for (const { unique_id, compiled_code } of compiled?.results ?? [])
        if (compiled_code) rows[unique_id] = await warehouse.rowsOfQuery(compiled_code);
      return {
        ...(Object.keys(rows).length > 0 && { compiled: sorted(rows) as Record<string, Rows> }),
        ...this.changed('relations', await warehouse.relations()),
      };
    } finally {
      await warehouse.close();
    }
  }

  /** A part of the record, if it is not as it was after the step before. */
  private changed(part: 'relations' | 'graph', value: object): Partial<StepRecord> {
    const text = JSON.stringify(value);
    if (text === this[part]) return {};
    this[part] = text;
    return { [part]: value };
  }

  private written(name: Artifact): object | undefined {
    for (const path of this.found().filter((each) => each.endsWith(name))) {
      if (stampOf(path) !== this.before.get(path)) return JSON.parse(readFileSync(path, 'utf8')) as object;
    }
    return undefined;
  }

  private found(): string[] {
    const folders = readdirSync(this.folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders.flatMap(({ name }) => {
      const inside = new Set(readdirSync(join(this.folder, name)));
      return artifacts.filter((each) => inside.has(each)).map((each) => join(this.folder, name, each));
    });
  }
}

/** Another one whenever a file is written, which is a fraction of reading it. */
function stampOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

/** A line of `ls`; JSON as its value, with keys in order. */
const listed = (line: string): unknown => (line.startsWith('{') ? sorted(JSON.parse(line)) : line);

const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};
