import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../../base/index.ts';
import { dbtVersion, type Flags } from '../../project/index.ts';
import {
  DbtLog,
  type DbtReporter,
  dbtReporter,
  type LogFormat,
  type LoggedProject,
  type LogTarget,
} from '../../report/index.ts';
import { artifactSurroundings } from '../artifacts/artifact-surroundings.ts';
import { secretMask } from '../mask-secrets.ts';
import type { OpenProject } from '../open/open-project.ts';
import type { Terminal } from '../terminal.ts';
import { adapterVersion } from './version-text.ts';

export interface RunLogSettings {
  readonly flags: Flags;
  readonly runId: string;
  readonly terminal: Terminal;
  /** The folder of the project, as far as it is known. */
  readonly place: string;
  readonly opened: () => OpenProject | undefined;
}

/** Whether a run of a dbt project is told of as dbt does: by the executable, or since its log format is asked for. */
export const talksAsDbt = ({ logFormat }: Flags, { program }: Terminal): boolean =>
  program === 'dbt' || logFormat === 'json' || logFormat === 'debug';

export interface RunLog {
  readonly reporter: DbtReporter;
  readonly log: DbtLog;
  /** The project, once it is read. */
  project(): LoggedProject | undefined;
}

/** Tells of a run in dbt's words: on standard output, and of the executable `dbt` in logs/dbt.log too. */
export function runLog(settings: RunLogSettings): RunLog {
  const { flags, opened } = settings;
  let known: LoggedProject | undefined;
  const project = (): LoggedProject | undefined => {
    const open = opened();
    if (known === undefined && open !== undefined) known = loggedProject(open);
    return known;
  };
  const log = dbtLog(settings);
  const width = flags.printerWidth;
  return {
    reporter: dbtReporter({ log, dbtVersion, adapterVersion, width, project, prints: flags.print }),
    log,
    project,
  };
}

function dbtLog({ flags, runId, terminal, place, opened }: RunLogSettings): DbtLog {
  const targets = [consoleTarget(flags, terminal)];
  if (terminal.program === 'dbt' && flags.logLevelFile !== 'none')
    targets.push(
      fileTarget(flags, terminal.env, () =>
        resolve(terminal.cwd, flags.logPath ?? opened()?.project.paths.logs ?? join(place, 'logs')),
      ),
    );
  return new DbtLog({ targets, runId, pid: process.pid, clock: systemClock });
}

function consoleTarget(flags: Flags, { stdout }: Terminal): LogTarget {
  const level = flags.quiet ? 'error' : flags.debug ? 'debug' : flags.logLevel;
  return {
    format: formatOf(flags.logFormat, 'text'),
    level: level as LogTarget['level'],
    color: stdout.color && flags.useColors,
    write: (text) => stdout.write(text),
  };
}

/** What cannot be written does not keep anything from running. Secrets are hidden as on standard output. */
function fileTarget(flags: Flags, env: Terminal['env'], folder: () => string): LogTarget {
  const mask = secretMask(env) ?? ((text: string) => text);
  let path: string | undefined;
  return {
    format: formatOf(flags.logFormatFile, 'debug'),
    level: (flags.debug ? 'debug' : flags.logLevelFile) as LogTarget['level'],
    color: false,
    write: (text) => {
      try {
        if (path === undefined) {
          mkdirSync(folder(), { recursive: true });
          path = join(folder(), 'dbt.log');
        }
        appendFileSync(path, mask(text));
      } catch {
        path ??= '';
      }
    },
  };
}

const formatOf = (given: string | undefined, usual: LogFormat): LogFormat =>
  given === 'text' || given === 'json' || given === 'debug' ? given : usual;

function loggedProject({ project, manifest }: OpenProject): LoggedProject {
  const { database, quoted, below } = artifactSurroundings(project);
  const { storeFailures: storesFailures } = project.flags;
  return { manifest, storesFailures, database, quoted, below: below ?? ((_, path) => path) };
}
