import { fromYaml, type SourceNode } from '../../../manifest/index.ts';
import type { YamlMapping, YamlValue } from '../../../project/index.ts';
import { TemplateError, toText } from '../../../template/index.ts';

interface Named {
  readonly schema: string;
  readonly identifier: string;
  readonly database?: string;
}

/** The SQL that reads a source's files, where its `external_location` says that it has some, as dbt-duckdb has it. */
export function fileSource(source: SourceNode, named: Named): string | undefined {
  const meta: YamlMapping = { ...source.details?.meta, ...source.config.meta, ...extra(source.config.raw) };
  const given = meta.external_location;
  if (meta.plugin !== undefined)
    throw new TemplateError(
      'A3032',
      `the source ${source.sourceName}.${source.name} is read by the plugin '${String(meta.plugin)}'`,
      'plugins of dbt-duckdb are Python, which Assay does not run',
    );
  if (given === undefined || given === null) return undefined;
  const location = formatted(String(given), String(meta.formatter ?? 'newstyle'), {
    name: source.name,
    identifier: named.identifier,
    schema: named.schema,
    database: named.database ?? null,
    tags: [...source.config.tags],
    ...meta,
  });
  return location.includes('(') || location.startsWith("'") ? location : `'${location}'`;
}

const known = new Set([
  'enabled',
  'event_time',
  'freshness',
  'loaded_at_field',
  'loaded_at_query',
  'meta',
  'tags',
]);

const extra = (raw: YamlMapping): YamlMapping =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => !known.has(key)));

/** The same, wherever the source is named; undefined where it has no files, or nobody can tell which. */
export function textOfFileSource(source: SourceNode): string | undefined {
  if (source.from.kind !== 'table') return undefined;
  try {
    return fileSource(source, source.from.relation);
  } catch (thrown) {
    if (thrown instanceof TemplateError) return 'unknown files';
    throw thrown;
  }
}

/** The three ways in which the names of values may stand in a location. */
function formatted(text: string, style: string, values: YamlMapping): string {
  const of = (name: string): string => {
    const [head = '', ...rest] = name.split('.');
    let value: YamlValue | undefined = values[head];
    for (const key of rest) value = (value as YamlMapping | undefined)?.[key];
    if (value === undefined)
      throw new TemplateError(
        'A3005',
        `external_location has no value for '${name}'`,
        `it can have ${Object.keys(values).join(', ')}`,
      );
    return toText(fromYaml(value));
  };
  switch (style) {
    case 'newstyle':
      return text.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, name?: string) =>
        name === undefined ? found.slice(1) : of(name.replace(/[!:].*$/s, '').replace(/\[(\w+)\]/g, '.$1')),
      );
    case 'oldstyle':
      return text.replace(/%%|%\((\w+)\)[sd]/g, (_found, name?: string) =>
        name === undefined ? '%' : of(name),
      );
    case 'template':
      return text.replace(/\$\$|\$(\w+)|\$\{(\w+)\}/g, (_found, bare?: string, braced?: string) => {
        const name = bare ?? braced;
        return name === undefined ? '$' : of(name);
      });
    default:
      throw new TemplateError(
        'A3004',
        `there is no formatter '${style}' for external_location`,
        "use 'newstyle', 'oldstyle' or 'template'",
      );
  }
}
