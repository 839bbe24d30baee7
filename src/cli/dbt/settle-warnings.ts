import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import { type Flags, toPlain } from '../../project/index.ts';
import {
  everyWarningIsAnError,
  readWarningRules,
  ruled,
  usualRules,
  type WarningRules,
} from '../../report/index.ts';

type WarningFlags = Pick<Flags, 'warnError' | 'warnErrorOptions'>;

/** Which warnings are errors, by `--warn-error` and `--warn-error-options`. */
export function warningRulesOf({ warnError, warnErrorOptions }: WarningFlags): Result<WarningRules> {
  if (warnErrorOptions === undefined) return ok(warnError ? everyWarningIsAnError : usualRules);
  if (warnError)
    return fail(
      error('A4001', '--warn-error and --warn-error-options cannot be given together', {
        hint: 'write --warn-error-options \'{"error": "all"}\' and what is to be otherwise',
      }),
    );
  const read = readWarningRules(toPlain(warnErrorOptions) as Readonly<Record<string, unknown>>);
  if ('rules' in read) return ok(read.rules);
  return fail(error('A4011', read.wrong, read.hint === undefined ? {} : { hint: read.hint }));
}

/** The warnings that are to be told; an error, where one of them counts as such. */
export function settleWarnings(
  warnings: readonly Diagnostic[],
  flags: WarningFlags,
): Result<readonly Diagnostic[]> {
  const rules = warningRulesOf(flags);
  if (!rules.ok) return rules;
  const kept = warnings.flatMap((warning) => ruled(warning, rules.value) ?? []);
  const errors = kept.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? fail(...errors) : ok(kept);
}
