import { dirname } from 'node:path';
import { type NodeId, sha256 } from '../../base/index.ts';
import {
  DefinitionInputs,
  type Kept,
  KeptFingerprints,
  type KeptSettings,
  type Packed,
  packed,
  type UserFunctions,
  unpacked,
} from '../../fingerprint/index.ts';
import { exactText } from '../../manifest/index.ts';
import { type PyObject, toJs, type Value } from '../../template/index.ts';
import type { OpenProject } from '../open/open-project.ts';
import type { ProjectOptions } from '../options.ts';
import { keptPlace } from './cache-place.ts';
import { readChecked, writeChecked } from './checked-file.ts';
import { drawsLots, isRandom } from './random-files.ts';
import { isSameEnv, type RecordedEnv, recordedEnv } from './recorded-env.ts';
import { removeOld } from './remove-old.ts';

/** What is kept of a run: what its nodes came to, and all that they have in common that this followed from. */
interface KeptFile extends Packed {
  readonly common: string;
  /** The environment variables that they have read. */
  readonly env: RecordedEnv;
}

/** What a run finds of what definitions have in common. */
export interface CommonInputs {
  /** Of the target, with what on-run-start says. */
  readonly target: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly functions: UserFunctions;
}

/** What was kept below the target folder by the run before, and is by this one for the next. */
export class KeptForRun {
  readonly #opened: OpenProject;
  readonly #place: string;
  #common: string | undefined;
  #env: RecordedEnv | undefined;
  #kept: KeptFingerprints | undefined;

  constructor(opened: OpenProject, options: ProjectOptions) {
    const { root, paths } = opened.project;
    this.#opened = opened;
    this.#place = keptPlace(root, paths.target, options);
  }

  /** What was kept, if it has followed from the same. */
  restored(
    common: CommonInputs,
    settings: Omit<KeptSettings, 'manifest' | 'inputs'>,
  ): KeptFingerprints | undefined {
    this.#common = commonText(this.#opened, common);
    if (this.#common === undefined) return undefined;
    const { manifest, project } = this.#opened;
    const hashes = new Map(project.files.map(({ path, hash }) => [path, hash]));
    const inputs = new DefinitionInputs(manifest, (path) => hashes.get(path));
    this.#kept = new KeptFingerprints(this.#before(), { ...settings, manifest, inputs });
    return this.#kept;
  }

  /** Keeps for the next run what this one has found out, if it has. */
  save(): void {
    const kept = this.#kept?.now();
    const { project, environment } = this.#opened;
    if (kept === undefined || project.files.some(isRandom) || drawsLots.test(project.file.source.text))
      return;
    const known = this.#env?.values.map(([name]) => name) ?? [];
    const env = recordedEnv([...known, ...this.#kept!.envRead], environment);
    writeChecked(
      this.#place,
      JSON.stringify({ common: this.#common!, env, ...packed(kept) } satisfies KeptFile),
    );
    removeOld(dirname(this.#place), 'kept-');
  }

  #before(): ReadonlyMap<NodeId, Kept> {
    const text = readChecked(this.#place);
    if (text === undefined) return new Map();
    const file = JSON.parse(text) as KeptFile;
    if (file.common !== this.#common || !isSameEnv(file.env, this.#opened.environment)) return new Map();
    this.#env = file.env;
    return unpacked(file);
  }
}

/** All that definitions have in common, hashed; undefined where that is more than data. */
function commonText(
  { project, globals }: OpenProject,
  { target, engine, functions }: CommonInputs,
): string | undefined {
  if (project.dialect !== 'native' || project.packages.length > 0) return undefined;
  const shared = project.files.filter(({ kind }) => !['model', 'seed', 'test', 'properties'].includes(kind));
  const text = exactText([
    sha256(project.file.source.text),
    project.vars,
    toJs(globals.get('target')! as PyObject & Value),
    shared.map(({ kind, path, hash }) => [kind, path, hash]),
    target,
    engine,
    [...functions],
  ]);
  return text && sha256(text);
}
