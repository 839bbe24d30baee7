import { fromJs, PyDict } from '../../template/index.ts';
import type { Rendering } from './rendering.ts';

/** `model`: the node as manifest.json has it, without what is not said; the macro, where there is no node. */
export function modelOf({ node, settings, options, packageName }: Rendering): PyDict {
  if (node === undefined)
    return new PyDict([
      ['unique_id', `macro.${packageName}.operation`],
      ['name', 'operation'],
      ['package_name', packageName],
      ['resource_type', 'macro'],
    ]);
  const given = Object.entries(settings.describe(node)).filter(([, value]) => value !== null);
  const model = new PyDict(given.map(([key, value]) => [key, fromJs(value)] as const));
  const { compiled, batch } = options;
  if (compiled !== undefined) {
    model.set('compiled', true);
    model.set('compiled_code', compiled);
    model.set('compiled_sql', compiled);
  }
  if (batch?.id !== undefined)
    model.set(
      'batch',
      fromJs({ id: batch.id, event_time_start: isoOf(batch.start), event_time_end: isoOf(batch.end) }),
    );
  for (const [key, value] of options.model ?? []) model.set(key, value);
  const config = model.get('config');
  if (config instanceof PyDict) for (const [key, value] of options.config ?? []) config.set(key, value);
  return model;
}

const isoOf = (moment: string | undefined): string | null => moment?.replace(' ', 'T') ?? null;
