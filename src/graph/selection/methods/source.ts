import { fail, ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf, valueError } from '../selector-method.ts';

/** `source:name`, `source:name.table`, `source:package.name.table`. */
export const source: SelectorMethod = {
  name: 'source',
  compile(criterion) {
    const parts = textOf(criterion).split('.');
    if (parts.length > 3) {
      return fail(
        valueError(
          criterion,
          `'${criterion.value}' has too many parts for a source`,
          'write source:NAME, source:NAME.TABLE or source:PACKAGE.NAME.TABLE',
        ),
      );
    }
    const [packageName, sourceName, table] =
      parts.length === 3 ? parts : parts.length === 2 ? ['*', ...parts] : ['*', ...parts, '*'];
    return ok(
      (node) =>
        node.resource === 'source' &&
        fnmatch(node.package, packageName!) &&
        fnmatch(node.sourceName ?? '', sourceName!) &&
        fnmatch(node.name, table!),
    );
  },
};
