import { ok } from '../base/index.ts';
import { type CompileSettings, compileMacro, compileTemplate, compileText } from '../compile/index.ts';
import { fromYaml, type ManifestNode, type TestNode } from '../manifest/index.ts';
import type { YamlValue } from '../project/index.ts';
import { bodyOf, type PyObject, type Template, toJs, toText, type Value } from '../template/index.ts';
import { macrosUsed, templatesOf } from './definition-macros.ts';
import { hashOfEnv } from './recorded-state.ts';
import { WatchedMoments } from './watched-moments.ts';
import { writtenTexts } from './written-texts.ts';

/** What templates have read of the vars and of the environment: vars as JSON, environment variables hashed. */
export interface Reads {
  readonly vars: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** Settings, and what was looked at meanwhile. */
export interface WatchedReads {
  readonly compile: CompileSettings;
  reads(): Reads;
  /** Whether something was looked at that is another in each run. */
  sawMoment(): boolean;
}

/**
 * The same settings, and what is read of vars and environment by everything that is rendered with them. What is read is
 * what came of it, be it a default.
 */
export function watchReads(compile: CompileSettings): WatchedReads {
  const vars = new Map<string, string>();
  const env = new Map<string, string>();
  let moment = false;
  const watched = telling(
    compile,
    ({ kind, name, value }) => {
      if (kind === 'var') vars.set(name, asJson(value));
      else env.set(name, hashOfEnv(name, value));
    },
    () => {
      moment = true;
    },
  );
  return {
    compile: watched,
    reads: () => ({ vars: sorted(vars), env: sorted(env) }),
    sawMoment: () => moment,
  };
}

/** A var or environment variable that was read. */
export interface Read {
  readonly kind: 'var' | 'env_var';
  readonly name: string;
  /** What came of it. */
  readonly value: Value;
  /** What comes of it where it is not set; undefined where that is an error. */
  readonly fallback: Value | undefined;
}

/** The same settings, with readers that tell what they are asked, and names that tell when they are looked at. */
function telling(
  compile: CompileSettings,
  tell: (read: Read) => void,
  sawMoment: () => void = () => undefined,
): CompileSettings {
  const { shared } = compile;
  const watched = new WatchedMoments(shared, sawMoment);
  for (const kind of readers) {
    const reader = shared.get(kind);
    if (reader === undefined) continue;
    const told = (name: string, value: Value, fallback: Value | undefined) =>
      tell({ kind, name, value, fallback });
    watched.set(kind, new Watched(reader, told));
  }
  return { ...compile, shared: watched };
}

/**
 * The vars and environment variables that a node reads when it is rendered: by its template, once as if there was a
 * relation to add to and once as if there was none, and by its configs, hooks and arguments.
 */
export function readsOf(node: ManifestNode, compile: CompileSettings): Reads {
  if (!mayRead(node, compile)) return { vars: {}, env: {} };
  const { compile: watched, reads } = watchReads(compile);
  renderAll(node, watched);
  return reads();
}

/** The same one by one. */
export function readsIn(node: ManifestNode, compile: CompileSettings): readonly Read[] {
  if (!mayRead(node, compile)) return [];
  const found: Read[] = [];
  renderAll(
    node,
    telling(compile, (read) => found.push(read)),
  );
  return found;
}

/** Renders everything that a node is made of, for what is read meanwhile. */
function renderAll(node: ManifestNode, settings: CompileSettings): void {
  const watched = { ...settings, emit: () => undefined };
  const render = (template: Template): void => {
    for (const adds of [false, true]) {
      // What fails is told where it is built; until then it has read what it has read.
      compileTemplate(template, node, { ...watched, isIncremental: () => adds });
    }
  };
  if (node.resource === 'model') render(node.template);
  if (node.resource === 'test' && node.test.kind === 'singular') render(node.test.template);
  for (const text of writtenTexts(node)) compileText(text, node, watched, { file: '' });
  if (node.resource === 'test' && node.test.kind === 'generic') callTest(node, node.test, watched);
}

/** Calls the macro of the user's own test, with its arguments as they are written. */
function callTest(node: TestNode, test: GenericTest, compile: CompileSettings): void {
  const entry = test.macro === undefined ? undefined : compile.manifest.macros.find(test.macro, node.package);
  if (entry === undefined) return;
  const args = new Map<string, Value>([
    ['model', 'model'],
    ...(test.column === undefined ? [] : [['column_name', test.column] as const]),
    ...Object.entries(test.arguments).map(([name, value]) => [name, fromYaml(value as YamlValue)] as const),
  ]);
  compileMacro(entry, () => ok(args), node, compile);
}

type GenericTest = Extract<TestNode['test'], { readonly kind: 'generic' }>;

const readers = ['var', 'env_var'] as const;

/** Most templates read nothing, which can be told without rendering them. */
function mayRead(node: ManifestNode, { manifest }: CompileSettings): boolean {
  const reads = ({ names }: Pick<Template, 'names'>): boolean => readers.some((name) => names.has(name));
  if (templatesOf(node).some(reads)) return true;
  return Object.keys(macrosUsed(node, manifest)).some((id) => {
    const macro = manifest.macros.byId(id);
    return macro !== undefined && reads(bodyOf(macro.template, macro.definition));
  });
}

/** A function of one name that tells what it was asked for, and what came of it. */
class Watched implements PyObject {
  readonly #function: Value;
  readonly #tell: (name: string, value: Value, fallback: Value | undefined) => void;

  constructor(watched: Value, tell: (name: string, value: Value, fallback: Value | undefined) => void) {
    this.#function = watched;
    this.#tell = tell;
  }

  get typeName(): string {
    return (this.#function as PyObject).typeName;
  }

  call(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
    const value = (this.#function as PyObject).call!(args, kwargs);
    const [name = kwargs.get('var_name') ?? kwargs.get('var'), fallback = kwargs.get('default')] = args;
    this.#tell(toText(name ?? ''), value, fallback);
    return value;
  }

  getAttr(name: string): Value | undefined {
    return (this.#function as PyObject).getAttr?.(name);
  }
}

const asJson = (value: Value): string => JSON.stringify(toJs(value)) ?? 'null';

const sorted = (reads: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...reads].sort(([one], [other]) => (one < other ? -1 : 1)));
