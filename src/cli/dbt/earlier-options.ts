import { flagKey, isMapping, type YamlValue } from '../../project/index.ts';
import { optionsOf } from './add-options.ts';

/** What belongs to the command that repeats, not to the one that is repeated. */
const ofNow: ReadonlySet<string> = new Set([
  'projectDir',
  'profilesDir',
  'targetPath',
  'deferState',
  'warnError',
  'debug',
  'logFormat',
  'logFormatFile',
  'logLevel',
  'logLevelFile',
  'logPath',
  'printerWidth',
  'quiet',
  'useColors',
  'useColorsFile',
]);

/** What may be said anew when a command is repeated. */
const overriding: ReadonlySet<string> = new Set(['vars', 'threads']);

/** The values of the options of a command that is repeated, of which its run_results.json tells. */
export function earlierOptions(
  command: string,
  args: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { key } of optionsOf(command)) {
    const value = ofNow.has(key) ? undefined : spelled(args[flagKey(key)]);
    if (value !== undefined) values[key] = value;
  }
  for (const [key, value] of Object.entries(now)) {
    if (ofNow.has(key) || overriding.has(key)) values[key] = value;
  }
  return values;
}

/** As on the command line, where a mapping is a text; undefined for what says nothing. */
function spelled(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (!isMapping(value as YamlValue)) return value;
  const isEmpty = Object.values(value).every((each) => Array.isArray(each) && each.length === 0);
  return isEmpty ? undefined : JSON.stringify(value);
}
