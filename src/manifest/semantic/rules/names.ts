import { type Finding, type SemanticLayer, wrong } from '../layer.ts';
import { granularities } from '../metric-shape.ts';

const valid = /^[a-z](?:(?!__)[a-z0-9_])*[a-z0-9]$/;
const reserved = new Set(['metric_time', 'mf_internal_uuid']);
const keywords = new Set(
  'and as create distinct for from full having in inner into is join left like natural not null on or right select union using where with'.split(
    ' ',
  ),
);

/** What is wrong with a name of the semantic layer. */
export function nameProblem(name: string): string | undefined {
  if (!valid.test(name))
    return `'${name}' is no name here: at least two lower case letters, digits and single underscores, a letter first, no underscore last`;
  if (granularities.includes(name)) return `'${name}' is the name of a granularity`;
  return reserved.has(name) ? `'${name}' is a name that MetricFlow uses itself` : undefined;
}

export function nameRules({ models, metrics, queries, spines }: SemanticLayer): Finding[] {
  const findings: Finding[] = [];
  for (const { node } of [...models, ...metrics, ...queries]) {
    const problem = nameProblem(node.name);
    if (problem !== undefined) findings.push(wrong(node, problem));
  }
  const taken = new Set([...models, ...metrics].map(({ node }) => node.name));
  for (const { node, measures, entities, dimensions } of models) {
    const own = new Map<string, string>();
    for (const [kind, elements] of [
      ['a measure', measures],
      ['an entity', entities],
      ['a dimension', dimensions],
    ] as const)
      for (const { name } of elements) {
        taken.add(name);
        const other = own.get(name);
        if (other === undefined) own.set(name, kind);
        // Of measures it is said elsewhere.
        else if (other !== 'a measure' || kind !== 'a measure')
          findings.push(wrong(node, `'${name}' is ${kind} and ${other} of '${node.name}'`));
        const problem = nameProblem(name);
        if (problem !== undefined) findings.push(wrong(node, problem));
        if (keywords.has(name.toLowerCase()))
          findings.push(wrong(node, `'${name}' is a word of SQL, and cannot be the name of ${kind}`));
      }
  }
  return [...findings, ...customGranularities(spines, taken)];
}

function customGranularities(spines: SemanticLayer['spines'], taken: ReadonlySet<string>): Finding[] {
  const names = spines.flatMap(({ custom }) => custom);
  return names.flatMap((name, index) => {
    const problems = [
      nameProblem(name),
      taken.has(name)
        ? `'${name}' is a granularity, and also something else of the semantic layer`
        : undefined,
      names.indexOf(name) !== index ? `there are two granularities '${name}'` : undefined,
    ];
    return problems
      .filter((problem) => problem !== undefined)
      .map((message) => ({ message, severity: 'error' as const }));
  });
}
