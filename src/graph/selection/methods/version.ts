import { fail, ok } from '../../../base/index.ts';
import type { Selectable } from '../selectable.ts';
import { type Matches, type SelectorMethod, textOf, valueError } from '../selector-method.ts';

const kinds: Readonly<Record<string, Matches>> = {
  latest: (node) => node.version !== undefined && node.version === node.latestVersion,
  prerelease: (node) => compareToLatest(node) > 0,
  old: (node) => compareToLatest(node) < 0,
  none: (node) => node.version === undefined,
};

/** `version:latest`, `version:prerelease`, `version:old`, `version:none`: models only. */
export const version: SelectorMethod = {
  name: 'version',
  compile(criterion) {
    const kind = kinds[textOf(criterion)];
    if (kind === undefined) {
      return fail(
        valueError(
          criterion,
          `'${criterion.value}' is no kind of version`,
          'it is one of latest, prerelease, old and none',
        ),
      );
    }
    return ok((node) => node.resource === 'model' && kind(node));
  },
};

/** As numbers where both are, otherwise as text; 0 also when there is nothing to compare. */
function compareToLatest({ version, latestVersion }: Selectable): number {
  if (version === undefined || latestVersion === undefined) return 0;
  const numbers = [Number(version), Number(latestVersion)] as const;
  const [a, b] = numbers.some(Number.isNaN) ? [String(version), String(latestVersion)] : numbers;
  return a < b ? -1 : a > b ? 1 : 0;
}
