import { didYouMean, fail, ok } from '../../../base/index.ts';
import { preciseWords, type StateWord, stateWords } from '../request.ts';
import { missingInput, type SelectorMethod, textOf, valueError } from '../selector-method.ts';

/** `state:modified`, `state:new`, `state:modified.body`: compared with the artifacts of `--state`. */
export const state: SelectorMethod = {
  name: 'state',
  compile(criterion, { state: compare, warn }) {
    const text = textOf(criterion);
    const word = [...stateWords, ...preciseWords].find((each) => each === text);
    if (word === undefined) return fail(valueError(criterion, `'${text}' is no state`, stateHint(text)));
    if (compare === undefined) {
      const hint = 'pass --state DIR, the folder with the manifest.json to compare with';
      return fail(missingInput(criterion, 'state: has nothing to compare the project with', hint));
    }
    const comparison = compare();
    if (!comparison.ok) return comparison;
    if (comparison.value.precise !== true && preciseWords.some((each) => each === word))
      return fail(
        valueError(criterion, `'${text}' is no state where states are compared as in dbt`, preciseHint),
      );
    const told = comparison.value.told?.(word) ?? [];
    const errors = told.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return fail(...errors);
    for (const warning of told) warn?.(warning);
    return ok((node) => comparison.value.is(word, node.id));
  },
};

const preciseHint = 'the flag precise_state compares vars too';

const stateHint = (text: string): string =>
  didYouMean(text, stateWords satisfies readonly StateWord[]) ?? `it is one of ${stateWords.join(', ')}`;
