import { didYouMean, fail, ok } from '../../../base/index.ts';
import { type StateWord, stateWords } from '../request.ts';
import { missingInput, type SelectorMethod, textOf, valueError } from '../selector-method.ts';

/** `state:modified`, `state:new`, `state:modified.body`: compared with the artifacts of `--state`. */
export const state: SelectorMethod = {
  name: 'state',
  compile(criterion, { state: compare }) {
    const text = textOf(criterion);
    const word = stateWords.find((each) => each === text);
    if (word === undefined) return fail(valueError(criterion, `'${text}' is no state`, stateHint(text)));
    if (compare === undefined) {
      const hint = 'pass --state DIR, the folder with the manifest.json to compare with';
      return fail(missingInput(criterion, 'state: has nothing to compare the project with', hint));
    }
    const comparison = compare();
    return comparison.ok ? ok((node) => comparison.value.is(word, node.id)) : comparison;
  },
};

const stateHint = (text: string): string =>
  didYouMean(text, stateWords satisfies readonly StateWord[]) ?? `it is one of ${stateWords.join(', ')}`;
