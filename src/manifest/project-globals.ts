import {
  dbtVersion,
  type Project,
  type ProjectPackage,
  type RenderScope,
  type Target,
} from '../project/index.ts';
import { fromJs, type Globals, HostFunction, TemplateError, type Value } from '../template/index.ts';
import { arity } from './arity.ts';
import { VarFunction, type VarOptions } from './var-function.ts';
import { fromYaml } from './yaml-values.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The names whose values come from the project and the environment: `var`, `env_var`, `target`. */
export function projectGlobals(
  project: Project,
  env: Environment,
  owner: ProjectPackage = project,
): Map<string, Value> {
  const values = new Map<string, Value>([
    ['env_var', envVar(env, false, 'in a model', secretsFor[project.dialect])],
    ['target', targetValue(project)],
  ]);
  const options = { file: project.file.source.file };
  const names: Globals = {
    get: (name) => values.get(name),
    has: (name) => values.has(name),
    names: () => values.keys(),
  };
  values.set(
    'var',
    varsOf(project, owner, options).seenFrom(() => names),
  );
  return values;
}

/** `var()` as a package's files have it. */
export const varsOf = (project: Project, owner: ProjectPackage, options: VarOptions): VarFunction =>
  new VarFunction(owner.vars, { ...options, templates: project.policies.renderedVars });

/** `projectGlobals` of each package, made once. */
export function packageGlobals(
  project: Project,
  env: Environment,
): (owner: ProjectPackage) => ReadonlyMap<string, Value> {
  const made = new Map<ProjectPackage, ReadonlyMap<string, Value>>();
  return (owner) => {
    let globals = made.get(owner);
    if (globals === undefined) {
      globals = projectGlobals(project, env, owner);
      made.set(owner, globals);
    }
    return globals;
  };
}

/** What templates see in a project's settings, where not all of them is read yet. */
export const settingsGlobals = (
  env: Environment,
  { secrets, vars, target }: RenderScope,
): ReadonlyMap<string, Value> =>
  new Map<string, Value>([
    ['env_var', envVar(env, secrets, 'here', secretsFor.dbt)],
    ...(vars === undefined
      ? []
      : ([
          ['var', new VarFunction(vars, { hint: onlyGiven })],
          ['dbt_version', dbtVersion],
        ] as const)),
    ...(target === undefined ? [] : ([['target', fromYaml(target)]] as const)),
  ]);

const onlyGiven = (name: string): string =>
  `templates of dbt_project.yml and profiles.yml see --vars only: --vars '${name}: …', or a default: var('${name}', …)`;

/** Where secrets belong. */
const secretsFor = { native: 'targets in project.yml', dbt: 'profiles.yml and packages.yml' };

/** Names that start so hold secrets: in dbt they may only be used where nothing is logged. */
const secretPrefix = 'DBT_ENV_SECRET';

const envVar = (env: Environment, secrets: boolean, here: string, instead: string): HostFunction =>
  new HostFunction('env_var', (args, kwargs) => {
    const [name, fallback] = arity('env_var', args, kwargs, ['var', 'default'], 1);
    const key = String(name);
    if (!secrets && key.startsWith(secretPrefix)) {
      throw new TemplateError(
        'A2032',
        `the secret '${key}' cannot be read ${here}`,
        `secrets are for ${instead}`,
      );
    }
    const value = env[key] ?? fallback;
    // To dbt a default of None is none.
    if (value !== undefined && value !== null) return value;
    throw new TemplateError(
      'A2031',
      `the environment variable '${key}' is not set`,
      `set it, or give a default: env_var('${key}', '…')`,
    );
  });

/** dbt's has every key of its profile, apart from secrets. */
const targetValue = ({ target, name }: Project): Value =>
  target.profile === undefined ? targetObject(target, name) : fromYaml(target.profile.given);

function targetObject(target: Target, project: string): Value {
  return fromJs({
    name: target.name,
    type: target.type,
    schema: target.schema,
    database: databaseName(target.path),
    path: target.path,
    threads: target.threads,
    profile_name: project,
    target_name: target.name,
  });
}

/** The name DuckDB gives an opened database: the file's name without its ending. */
export const databaseName = (path: string): string =>
  path === ':memory:'
    ? 'memory'
    : path.slice(path.replaceAll('\\', '/').lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
