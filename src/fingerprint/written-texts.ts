import { argumentTemplate, type ManifestNode } from '../manifest/index.ts';
import type { YamlMapping, YamlValue } from '../project/index.ts';

/** The templates that a node's configs, hooks and arguments hold, as they are written. */
export function writtenTexts(node: ManifestNode): readonly string[] {
  const hooks = 'preHooks' in node.config ? [...node.config.preHooks, ...node.config.postHooks] : [];
  const args = node.resource === 'test' && node.test.kind === 'generic' ? node.test.arguments : {};
  const found = new Set(inConfig(node.unrenderedConfig()));
  collect(
    hooks.map(({ sql }) => sql),
    inBraces,
    found,
  );
  collect(args, (text) => argumentTemplate(text as YamlValue), found);
  return [...found];
}

/** Many nodes have the same one. */
const ofConfigs = new WeakMap<object, ReadonlySet<string>>();

function inConfig(config: YamlMapping): ReadonlySet<string> {
  let found = ofConfigs.get(config);
  if (found === undefined) {
    const texts = new Set<string>();
    collect(config, inBraces, texts);
    ofConfigs.set(config, texts);
    found = texts;
  }
  return found;
}

const inBraces = (text: string): string | undefined => (/\{[{%]/.test(text) ? text : undefined);

function collect(value: unknown, templateIn: (text: string) => string | undefined, found: Set<string>): void {
  if (typeof value === 'string') {
    const template = templateIn(value);
    if (template !== undefined) found.add(template);
  } else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) collect(item, templateIn, found);
}
