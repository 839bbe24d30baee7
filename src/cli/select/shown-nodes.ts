import { type Diagnostic, didYouMean, error, fail, ok, type Result } from '../../base/index.ts';
import type { ManifestNode, TestNode } from '../../manifest/index.ts';
import type { OpenProject } from '../open/open-project.ts';
import type { DeferOptions, ProjectOptions, RunOptions, SelectionOptions } from '../options.ts';
import { nothingSelected, selectNodes } from './select-nodes.ts';

export interface ShowOptions
  extends ProjectOptions,
    SelectionOptions,
    DeferOptions,
    Pick<RunOptions, 'fullRefresh' | 'quiet' | 'wait'> {
  readonly inline?: string;
  /** SQL that is taken as it is, without templates. */
  readonly inlineDirect?: string;
  /** The name of a data test. */
  readonly failures?: string;
  readonly limit?: number;
  readonly output?: 'text' | 'json' | 'jsonl';
}

/** One thing whose rows are shown. */
export type Shown =
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'node'; readonly node: ManifestNode }
  | { readonly kind: 'failures'; readonly node: TestNode };

interface ShownNodes {
  readonly shown: readonly Shown[];
  readonly warnings: readonly Diagnostic[];
}

/** What `show` is asked for. The tests that come with selected nodes are not shown, only those that are all there is. */
export function shownNodes(options: ShowOptions, opened: OpenProject): Result<ShownNodes> {
  if (options.inline !== undefined)
    return ok({ shown: [{ kind: 'inline', text: options.inline }], warnings: [] });
  if (options.failures !== undefined) return failuresOf(options.failures, opened);
  const selection = selectNodes(options, opened);
  if (!selection.ok) return selection;
  const { nodes, warnings } = selection.value;
  const selected = [...opened.manifest.nodes.values()].filter(({ id }) => nodes.has(id));
  const relations = selected.filter(({ resource }) => resource !== 'test');
  const shown = (relations.length > 0 ? relations : selected).map((node): Shown => ({ kind: 'node', node }));
  return ok({ shown, warnings: shown.length === 0 && warnings.length === 0 ? [nothingSelected] : warnings });
}

function failuresOf(name: string, { manifest }: OpenProject): Result<ShownNodes> {
  const tests = [...manifest.nodes.values()].filter((node): node is TestNode => node.resource === 'test');
  const found = tests.filter((test) => test.id === name || test.name === name || test.fqn.join('.') === name);
  const [only, ...others] = found;
  if (only === undefined) {
    const other = [...manifest.nodes.values()].find((node) => node.name === name);
    const message =
      other === undefined
        ? `no data test is called '${name}'`
        : `'${name}' is a ${other.resource}, not a data test`;
    const hint =
      didYouMean(
        name,
        tests.map((test) => test.name),
      ) ?? 'assay ls --resource-type test lists them';
    return fail(error('A4006', message, { hint }));
  }
  if (others.length === 0) return ok({ shown: [{ kind: 'failures', node: only }], warnings: [] });
  const detail = found.map(({ id, path }) => `${id} (${path})`);
  return fail(
    error('A4006', `${found.length} data tests are called '${name}'`, {
      detail,
      hint: 'say which with its id',
    }),
  );
}
