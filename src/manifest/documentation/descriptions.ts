import { didYouMean, error, fail, type Location, ok, type Result, SourceText } from '../../base/index.ts';
import { HostFunction, parseTemplate, render, TemplateError, type Value } from '../../template/index.ts';
import { MacroLookup } from '../macro-lookup.ts';
import { Scope } from '../scope.ts';
import type { DocsBlocks } from './docs-blocks.ts';

export interface DescriptionSettings {
  readonly docs: DocsBlocks;
  /** What templates in properties files see: `var`, `env_var`, `target`. */
  readonly shared: ReadonlyMap<string, Value>;
  /** The package that the description is in. */
  readonly package: string;
}

export interface Description {
  readonly text: string;
  /** The blocks that it was made of, by id. */
  readonly docBlocks: readonly string[];
}

const noMacros = MacroLookup.none.seenFrom('');

/** A description with the docs blocks that it names put in. */
export function renderDescription(
  written: string,
  settings: DescriptionSettings,
  locate: () => Location,
): Result<Description> {
  if (!/\{[{%#]|[#}%]\}/.test(written)) return ok({ text: written, docBlocks: [] });
  const template = parseTemplate(new SourceText(locate().file, written));
  if (!template.ok) return fail(...template.diagnostics.map((each) => ({ ...each, location: locate() })));
  const docBlocks: string[] = [];
  const doc = new HostFunction('doc', (args) => {
    const [first, second] = args.map(String);
    if (first === undefined || args.length > 2)
      throw new TemplateError('A3003', 'doc() takes the name of a docs block, or a package and a name');
    const [owner, name] = second === undefined ? [undefined, first] : [first, second];
    const block = settings.docs.find(name, owner, settings.package);
    if (block === undefined)
      throw new TemplateError(
        'A2302',
        `there is no docs block '${name}'${owner === undefined ? '' : ` in the package '${owner}'`}`,
        didYouMean(name, settings.docs.names()) ?? `a Markdown file defines it with {% docs ${name} %}`,
      );
    docBlocks.push(block.id);
    return block.text;
  });
  const scope = new Scope(new Map([['doc', doc]]), settings.shared, noMacros);
  const rendered = render(template.value, scope, { undefined: 'execute' });
  if (rendered.ok) return ok({ text: rendered.value.text, docBlocks });
  return fail(
    ...rendered.diagnostics.map(({ code, message, location: _, ...rest }) =>
      error(code, message, { ...rest, location: locate() }),
    ),
  );
}
