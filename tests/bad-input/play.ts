import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { aftermath } from './aftermath.ts';
import { bytesOf, type CaseFile, recorded, type Section, wordsOf } from './case-file.ts';
import { runAssay } from './in-process.ts';
import { mask } from './mask.ts';
import { type Hub, makeRepository, openHub } from './package-sources.ts';

/** One worker, so that lines come in one order. */
const defaultProject = 'name: shop\ntarget: dev\n\ntargets:\n  dev:\n    path: shop.duckdb\n    threads: 1\n';
const defaultProfiles =
  'shop:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: shop.duckdb\n      threads: 1\n';

/** A case with a dbt_project.yml is a dbt project: it gets a profile in the place of a project.yml. */
const isDbt = ({ sections }: CaseFile): boolean =>
  sections.some(({ kind, argument }) => kind === 'file' && argument === 'dbt_project.yml');

/** Makes the project of a case in a new folder, runs what it says, and gives the case as it turned out. */
export async function play(given: CaseFile): Promise<CaseFile> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-bad-')));
  const scratch = mkdtempSync(join(tmpdir(), 'assay-bad-scratch-'));
  const own = new Set<string>();
  const write = (path: string, content: string | Buffer): void => {
    own.add(path);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  if (isDbt(given)) write('profiles.yml', defaultProfiles);
  else write('project.yml', defaultProject);
  let hub: Hub | undefined;
  try {
    const sections: Section[] = [];
    for (const section of given.sections.filter(({ kind }) => !recorded.has(kind))) {
      sections.push(section);
      const { kind, argument, body } = section;
      if (kind === 'file') write(argument, body);
      else if (kind === 'bytes') write(argument, bytesOf(body));
      else if (kind === 'folder') mkdirSync(join(folder, argument), { recursive: true });
      else if (kind === 'storage') setStorageVersion(folder, argument);
      else if (kind === 'hub') hub = await openHub(body);
      else if (kind === 'repository')
        for (const file of makeRepository(join(folder, argument), body)) own.add(join(argument, file));
      else if (kind === 'remove') {
        own.delete(argument);
        rmSync(join(folder, argument), { recursive: true });
      } else if (kind === 'duckdb') {
        if (argument !== 'shop.duckdb') own.add(argument);
        for (const made of await runSql(body, folder, argument)) own.add(made);
      } else if (kind === 'setup' || kind === 'run') {
        const finished = await run(argument, folder, hub);
        if (kind === 'run') {
          const left = mask(await aftermath(folder, own, scratch), folder);
          sections.push(...finished, { kind: 'afterwards', argument: '', body: left });
        } else if (finished[0]!.argument !== '0')
          throw new Error(`${argument} should succeed here:\n${finished[1]!.body}`);
      } else throw new Error(`there are no sections '${kind}'`);
    }
    return { comment: given.comment, sections };
  } finally {
    hub?.close();
    for (const each of [folder, scratch]) rmSync(each, { recursive: true, force: true });
  }
}

/** `shop.duckdb 99` makes a database look like one that a newer DuckDB wrote. */
function setStorageVersion(folder: string, argument: string): void {
  const [name = '', version = '99'] = argument.split(' ');
  const bytes = readFileSync(join(folder, name));
  bytes.writeBigUInt64LE(BigInt(version), 12);
  // DuckDB's checksum of the header, which comes before it.
  let checksum = 5381n;
  for (let at = 8; at < 4096; at += 8)
    checksum ^= BigInt.asUintN(64, bytes.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  bytes.writeBigUInt64LE(checksum, 0);
  writeFileSync(join(folder, name), bytes);
}

async function run(line: string, cwd: string, hub?: Hub): Promise<[Section, Section]> {
  const words = wordsOf(line).map((word) => word.replaceAll('$PWD', cwd));
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const env = Object.fromEntries(words.slice(0, first).map((word) => word.split('=', 2) as [string, string]));
  const asDbt = words[first] === 'dbt';
  const args = words.slice(asDbt ? first + 1 : first);
  const around =
    hub === undefined ? env : { PATH: process.env.PATH ?? '', DBT_PACKAGE_HUB_URL: hub.address, ...env };
  const { exit, printed } = await runAssay(args, cwd, around, asDbt ? 'dbt' : 'assay');
  const shown = hub === undefined ? printed : printed.replaceAll(hub.address, 'http://hub/');
  return [
    { kind: 'exit', argument: String(exit), body: '' },
    { kind: 'output', argument: '', body: mask(shown, cwd).replace(/\n+$/, '\n') },
  ];
}

/** Statements against a database of the project. `copy … to 'file'` makes files; they count as written by hand. */
async function runSql(sql: string, folder: string, database: string): Promise<string[]> {
  const made = [...sql.matchAll(/ to '([^']+)'/g)].map(([, file]) => file!);
  for (const file of made) mkdirSync(dirname(join(folder, file)), { recursive: true });
  const instance = await DuckDBInstance.create(database === ':memory:' ? database : join(folder, database));
  const connection = await instance.connect();
  try {
    await connection.run(sql.replace(/ to '([^']+)'/g, (_, file: string) => ` to '${join(folder, file)}'`));
    return made;
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}
