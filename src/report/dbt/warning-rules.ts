import { type Diagnostic, didYouMean } from '../../base/index.ts';
import { eventNameOf, warningEvents } from './event-names.ts';

/** Which warnings are errors and which are not told: --warn-error and --warn-error-options. */
export interface WarningRules {
  /** `all`, or the names of events. */
  readonly error: 'all' | readonly string[];
  readonly warn: readonly string[];
  readonly silence: readonly string[];
}

/** All warnings that tell of what will not work any more. */
const deprecations = 'Deprecations';

export const usualRules: WarningRules = { error: [], warn: [], silence: [] };
export const everyWarningIsAnError: WarningRules = { error: 'all', warn: [], silence: [] };

export type ReadRules = { readonly rules: WarningRules } | { readonly wrong: string; readonly hint?: string };

/** Reads the mapping of --warn-error-options; `include` and `exclude` are older words for `error` and `warn`. */
export function readWarningRules(options: Readonly<Record<string, unknown>>): ReadRules {
  const known = ['error', 'include', 'warn', 'exclude', 'silence'];
  const stray = Object.keys(options).find((key) => !known.includes(key));
  if (stray !== undefined)
    return { wrong: `'${stray}' is no key of warn_error_options`, hint: 'there are error, warn and silence' };
  for (const [one, other] of [
    ['error', 'include'],
    ['warn', 'exclude'],
  ] as const)
    if (isGiven(options[one]) && isGiven(options[other]))
      return { wrong: `warn_error_options has ${one} and ${other}, which mean the same` };
  // The older word counts where both are there, since one of them is empty.
  const error = options.include ?? options.error ?? [];
  const lists = { error, warn: options.exclude ?? options.warn ?? [], silence: options.silence ?? [] };
  if (typeof error === 'string' && error !== 'all' && error !== '*')
    return { wrong: `error: of warn_error_options is a list, or all`, hint: `write error: [${error}]` };
  for (const [key, list] of Object.entries(lists)) {
    if (key === 'error' && typeof list === 'string') continue;
    if (!Array.isArray(list)) return { wrong: `${key}: of warn_error_options is a list` };
    const unknown = list.map(String).find((name) => name !== deprecations && !warningEvents.has(name));
    if (unknown !== undefined) {
      const hint = didYouMean(unknown, [...warningEvents, deprecations]);
      return { wrong: `'${unknown}' is no warning of dbt`, ...(hint !== undefined && { hint }) };
    }
  }
  const rules = {
    error: typeof error === 'string' ? ('all' as const) : (lists.error as string[]),
    warn: lists.warn as string[],
    silence: lists.silence as string[],
  };
  const covers = rules.error === 'all' || [...rules.error, ...rules.silence].includes(deprecations);
  if (rules.warn.length > 0 && !covers)
    return { wrong: 'warn: of warn_error_options takes some out of what error: all makes errors' };
  return { rules };
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** The diagnostic as the rules have it; undefined when it is not to be told. */
export function ruled(diagnostic: Diagnostic, rules: WarningRules): Diagnostic | undefined {
  if (diagnostic.severity === 'error') return diagnostic;
  switch (fateOf(eventNameOf(diagnostic), rules)) {
    case 'silence':
      return undefined;
    case 'error':
      return { ...diagnostic, severity: 'error' };
    default:
      return diagnostic;
  }
}

/** Names count more than `Deprecations`, and that more than `all`; what is silenced more than what is warned of. */
export function fateOf(name: string | undefined, rules: WarningRules): 'silence' | 'warn' | 'error' {
  const { error, warn, silence } = rules;
  const errors = error === 'all' ? [] : error;
  if (name !== undefined) {
    const keys = name.endsWith('Deprecation') ? [name, deprecations] : [name];
    for (const key of keys) {
      if (silence.includes(key)) return 'silence';
      if (warn.includes(key)) return 'warn';
      if (errors.includes(key)) return 'error';
    }
  }
  return error === 'all' && name !== undefined ? 'error' : 'warn';
}
