import { type Diagnostic, error, warning } from '../../base/index.ts';
import { topLevelTags } from '../../template/index.ts';
import type { MacroLookup } from '../macro-lookup.ts';
import type { PackageSources } from '../package-sources.ts';
import { checkDispatches } from './dispatches.ts';

/** What is wrong with the macros of dbt projects, and with what is said of them. */
export const checkMacros = (packages: readonly PackageSources[], macros: MacroLookup): Diagnostic[] => [
  ...checkDispatches(macros),
  ...packages.flatMap((sources) => [...checkDescribed(sources, macros), ...strayTags(sources)]),
];

/** Entries of properties files about macros that there are not, or about one that has an entry already. */
function checkDescribed({ package: owner, properties }: PackageSources, macros: MacroLookup): Diagnostic[] {
  const known = new Map<string, { locate(): Diagnostic['location'] }>();
  return properties
    .flatMap((file) => file.properties.macros)
    .flatMap((macro) => {
      const { name } = macro;
      const location = macro.locate();
      if (macros.byId(`macro.${owner.name}.${name}`) === undefined)
        return [
          warning('A2035', `there is no macro '${name}'`, {
            location,
            hint: 'its descriptions are ignored',
            event: 'MacroNotFoundForPatch',
          }),
        ];
      const other = known.get(name)?.locate();
      known.set(name, macro);
      if (other === undefined) return [];
      return [
        error('A2022', `the macro '${name}' is described twice`, {
          location,
          related: [{ message: 'the other place', location: other }],
          hint: 'put both into one entry',
        }),
      ];
    });
}

const defining = new Set(['macro', 'test', 'materialization']);

/** Tags outside every macro, which nothing ever comes to. */
const strayTags = ({ macros }: PackageSources): Diagnostic[] =>
  macros.flatMap(({ file, template }) =>
    topLevelTags(template)
      .filter(({ name }) => !defining.has(name))
      .map(({ name, start }) =>
        warning('A2217', `{% ${name} %} stands outside every macro`, {
          location: file.text.location(start),
          hint: 'it has no effect there: take it out, or move it into a macro',
          event: 'UnexpectedJinjaBlockDeprecation',
        }),
      ),
  );
