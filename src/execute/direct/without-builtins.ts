import { type Diagnostic, isBuiltinFile, type Location } from '../../base/index.ts';

/**
 * An error of a node without the macros that come with every dbt project, which nobody who uses them can change: it is where
 * the first macro of somebody else was, or the node itself.
 */
export function withoutBuiltins(diagnostic: Diagnostic, node: Location, label: string): Diagnostic {
  const { location, related = [], ...rest } = diagnostic;
  const others = related.filter((call) => !isBuiltinFile(call.location.file) && !isStart(call.location));
  const own = location !== undefined && !isBuiltinFile(location.file);
  const [first, ...further] = others;
  const shown = own ? others : further;
  return {
    ...rest,
    ...(!own && { message: `${label}: ${diagnostic.message}` }),
    location: own ? location : (first?.location ?? node),
    ...(shown.length > 0 && { related: shown }),
  };
}

/** A materialization is called from nowhere in its node. */
const isStart = ({ range }: Location): boolean => range?.start.line === 1 && range.start.column === 1;
