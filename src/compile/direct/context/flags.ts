import { dirname, resolve } from 'node:path';
import { toPlain } from '../../../project/index.ts';
import { fromJs, type PyObject, toText, type Value } from '../../../template/index.ts';
import { Members } from '../../objects/members.ts';
import type { Rendering } from '../rendering.ts';

/** Commands that have --empty; in others it is not even false. */
const emptied: ReadonlySet<string> = new Set(['build', 'run', 'compile', 'snapshot']);

/** `flags.FULL_REFRESH`: the flags that dbt lets templates see, in capitals. There are no others. */
export function flagsOf({ settings }: Rendering): Value {
  const { project, command, args } = settings;
  const { flags, root } = project;
  const folder = flags.profilesDir ?? dirname(project.locateTarget([]).file);
  const values = new Map<string, Value>([
    ['USE_EXPERIMENTAL_PARSER', flags.useExperimentalParser],
    ['STATIC_PARSER', flags.staticParser],
    ['WARN_ERROR', flags.warnError ? true : null],
    ['WARN_ERROR_OPTIONS', new WarningOptions(flags.warnErrorOptions)],
    ['WRITE_JSON', flags.writeJson],
    ['PARTIAL_PARSE', flags.partialParse],
    ['USE_COLORS', flags.useColors],
    ['PROFILES_DIR', resolve(root, folder.replace(/^~(?=\/)/, settings.env.HOME ?? '~'))],
    ['DEBUG', flags.debug],
    ['LOG_FORMAT', flags.logFormat ?? null],
    ['VERSION_CHECK', flags.versionCheck],
    ['FAIL_FAST', flags.failFast],
    ['SEND_ANONYMOUS_USAGE_STATS', flags.sendAnonymousUsageStats],
    ['PRINTER_WIDTH', flags.printerWidth],
    ['INDIRECT_SELECTION', flags.indirectSelection ?? null],
    ['LOG_CACHE_EVENTS', flags.logCacheEvents],
    ['QUIET', flags.quiet],
    ['NO_PRINT', null],
    ['CACHE_SELECTED_ONLY', flags.cacheSelectedOnly],
    ['INTROSPECT', flags.introspect],
    ['TARGET_PATH', flags.targetPath ?? null],
    ['LOG_PATH', resolve(root, flags.logPath ?? project.paths.logs)],
    ['INVOCATION_COMMAND', fromJs(args.invocation_command ?? null)],
    ['EMPTY', emptied.has(command) ? settings.empty : null],
    ['FULL_REFRESH', settings.fullRefresh],
    ['STORE_FAILURES', settings.storeFailures],
    ['WHICH', command],
  ]);
  const object: PyObject = {
    typeName: 'Namespace',
    getAttr: (name) => values.get(name),
    attributeNames: () => values.keys(),
  };
  return object;
}

/** `flags.WARN_ERROR_OPTIONS`. */
class WarningOptions implements PyObject {
  readonly typeName = 'WarnErrorOptionsV2';
  readonly lists: Readonly<Record<'error' | 'warn' | 'silence', Value>>;

  constructor(given: Rendering['settings']['project']['flags']['warnErrorOptions']) {
    const { error, include, warn, exclude, silence } = (given === undefined ? {} : toPlain(given)) as Record<
      string,
      unknown
    >;
    this.lists = {
      error: fromJs(error ?? include ?? []),
      warn: fromJs(warn ?? exclude ?? []),
      silence: fromJs(silence ?? []),
    };
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }

  repr(): string {
    const shown = Object.entries(this.lists).map(([key, list]) => `${key}=${toText(list)}`);
    return `${this.typeName}(${shown.join(', ')})`;
  }
}

const members = new Members<WarningOptions>({
  error: ({ lists }) => lists.error,
  warn: ({ lists }) => lists.warn,
  silence: ({ lists }) => lists.silence,
});
