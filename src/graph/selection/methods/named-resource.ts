import { fail, ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf, valueError } from '../selector-method.ts';

/** The method that finds resources of one type as `name` or `package.name`. */
export function namedResource(type: string): SelectorMethod {
  return {
    name: type,
    compile(criterion) {
      const parts = textOf(criterion).split('.');
      if (parts.length > 2) {
        const hint = `write ${type}:NAME or ${type}:PACKAGE.NAME`;
        return fail(valueError(criterion, `'${criterion.value}' has too many parts for ${type}`, hint));
      }
      const name = parts.at(-1)!;
      const packageName = parts.length === 2 ? parts[0]! : '*';
      return ok(
        (node) => node.resource === type && fnmatch(node.package, packageName) && fnmatch(node.name, name),
      );
    },
  };
}
