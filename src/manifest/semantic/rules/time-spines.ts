import { type Finding, granularityRank, odd, type SemanticLayer } from '../layer.ts';

/** What is odd about the time spines; that there is one is checked elsewhere. */
export function timeSpineRules({ models, spines }: SemanticLayer): Finding[] {
  if (models.length === 0 || spines.length === 0) return [];
  const findings: Finding[] = [];
  const known = new Map<string, string>();
  for (const { model, granularity } of spines) {
    const other = known.get(granularity);
    if (other !== undefined)
      findings.push(
        odd(undefined, `there are two time spines of one row a ${granularity}: ${other} and ${model.name}`),
      );
    known.set(granularity, model.name);
  }
  const dimensions = models.flatMap((each) =>
    each.dimensions.flatMap(({ type_params: params }) => (params ? [params.time_granularity] : [])),
  );
  const finest = Math.min(...dimensions.map(granularityRank));
  const spine = Math.min(...spines.map(({ granularity }) => granularityRank(granularity)));
  if (dimensions.length > 0 && finest < spine)
    findings.push(
      odd(
        undefined,
        'a time dimension is finer than every time spine, so that some queries over it are not possible',
      ),
    );
  return findings;
}
