import { ok } from '../../../base/index.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `selector:nightly`: the nodes of a selector of selectors.yml. */
export const selector: SelectorMethod = {
  name: 'selector',
  compile(criterion, universe) {
    const nodes = universe.selector(textOf(criterion), criterion.places);
    return nodes.ok ? ok((node) => nodes.value.has(node.id)) : nodes;
  },
};
