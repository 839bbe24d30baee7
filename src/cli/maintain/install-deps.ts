import { resolve } from 'node:path';
import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import { type AddedPackage, installPackages, type PackageEvent } from '../../packages/index.ts';
import { dbtVersion, findRoot, parseVars, type RenderValue } from '../../project/index.ts';
import { packageEntries, packagesReporter, ruled } from '../../report/index.ts';
import { invocationFlags } from '../dbt/given-flags.ts';
import { warningRulesOf } from '../dbt/settle-warnings.ts';
import { readProject } from '../open/open-project.ts';
import { settingRenderer } from '../open/setting-renderer.ts';
import type { ProjectOptions } from '../options.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';

export interface DepsOptions extends ProjectOptions {
  readonly upgrade?: boolean;
  readonly lock?: boolean;
  readonly addPackage?: string;
  readonly source?: 'hub' | 'git' | 'local';
}

/** `deps`: installs the packages that a dbt project asks for. */
export async function installDeps(options: DepsOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const flags = invocationFlags(options, terminal);
  const talk = talkOf('deps', options, terminal);
  const refuse = (diagnostics: readonly Diagnostic[]): 2 => {
    talk.diagnose(diagnostics);
    return talk.end(2);
  };
  if (!flags.ok) return refuse(flags.diagnostics);
  const root = findRoot(resolve(terminal.cwd, options.projectDir ?? '.'));
  if (!root.ok) return refuse(root.diagnostics);
  const project = await readProject(options, terminal, 'settings');
  if (!project.ok && root.value.dialect === 'dbt') return refuse(project.diagnostics);
  const rules = warningRulesOf(flags.value);
  if (!rules.ok) return refuse(rules.diagnostics);
  const render = rendererOf(options, terminal);
  if (!render.ok) return refuse(render.diagnostics);
  const add = addedPackage(options);
  if (!add.ok) return refuse(add.diagnostics);
  const { log } = talk;
  const reporter =
    log === undefined
      ? packagesReporter({ notes: terminal.stdout, quiet: talk.quiet })
      : (event: PackageEvent) => log(...packageEntries(event));
  const installed = await installPackages({
    root: root.value.folder,
    render: render.value,
    env: terminal.env,
    dbtVersion,
    versionCheck: flags.value.versionCheck,
    upgrade: options.upgrade === true,
    lockOnly: options.lock === true,
    ...(add.value !== undefined && { add: add.value }),
    settle: (warning) => ruled(warning, rules.value),
    tell: (event) => (event.kind === 'diagnosed' ? talk.diagnose([event.diagnostic]) : reporter(event)),
  });
  return installed.ok ? talk.end(0) : refuse(installed.diagnostics);
}

/** Templates of packages.yml see the environment, secrets too, and `--vars`. */
function rendererOf({ vars }: DepsOptions, terminal: Terminal): Result<RenderValue> {
  const given = vars === undefined ? ok({}) : parseVars(vars);
  if (!given.ok) return given;
  const render = settingRenderer(terminal);
  return ok((text, location) => render(text, location, { secrets: true, vars: given.value }));
}

/** `dbt-labs/dbt_utils@1.3.0`. */
function addedPackage({ addPackage, source = 'hub' }: DepsOptions): Result<AddedPackage | undefined> {
  if (addPackage === undefined) return ok(undefined);
  // An address may have an @ of its own, as git@github.com: has.
  const at = addPackage.lastIndexOf('@');
  const isVersion = at > 0 && !addPackage.slice(at).includes('/');
  const name = isVersion ? addPackage.slice(0, at) : addPackage;
  const version = isVersion ? addPackage.slice(at + 1) : '';
  if (version === '' && source !== 'local')
    return fail(
      error('A4001', `--add-package needs a version: ${name}@…`, {
        hint: 'only a package with --source local goes without',
      }),
    );
  return ok({ name, source, ...(version !== '' && { version }) });
}
