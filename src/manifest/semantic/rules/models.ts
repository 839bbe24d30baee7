import { type CheckedModel, type Finding, isTime, type SemanticLayer, wrong } from '../layer.ts';

/** What each semantic model needs, and how they fit together. */
export const modelRules = (layer: SemanticLayer): Finding[] => [
  ...layer.models.flatMap((model) =>
    [...defaultsOf(model), ...primaryEntityOf(model), ...validityOf(model), ...labelsOf(model)].map(
      (problem) => wrong(model.node, `the semantic model '${model.node.name}' ${problem}`),
    ),
  ),
  ...sameDimensions(layer),
  ...sameElements(layer),
  ...dimensionPairs(layer),
  ...sharedLabels(layer),
];

function* defaultsOf({ defaults, dimensions }: CheckedModel): Generator<string> {
  const name = defaults?.agg_time_dimension ?? null;
  if (name !== null && !dimensions.some((dimension) => dimension.name === name && isTime(dimension)))
    yield `aggregates over '${name}' by default, which is none of its time dimensions`;
}

function* primaryEntityOf({ entities, dimensions, primary_entity: named }: CheckedModel): Generator<string> {
  const primary = entities.filter(({ type }) => type === 'primary').map(({ name }) => name);
  if (primary.length > 1) yield `has more than one primary entity: ${primary.join(', ')}`;
  else if (primary.length === 1 && named !== null)
    yield `has the primary entity '${primary[0]}' and says primary_entity: ${named}; only one of them may be there`;
  else if (dimensions.length > 0 && named === null && primary.length === 0)
    yield "has dimensions and no primary entity: give an entity the type primary, or set 'primary_entity'";
}

function* validityOf({ entities, dimensions, measures }: CheckedModel): Generator<string> {
  const natural = entities.filter(({ type }) => type === 'natural').map(({ name }) => name);
  const limits = dimensions.filter(({ type_params: params }) => params?.validity_params);
  if (new Set(natural).size > 1) yield `has more than one natural entity: ${natural.join(', ')}`;
  if (natural.length > 0 && limits.length === 0)
    yield `has the natural entity '${natural[0]}', which needs dimensions with validity_params`;
  if (limits.length === 0) return;
  const starts = limits.filter(({ type_params: params }) => params?.validity_params?.is_start);
  const ends = limits.filter(({ type_params: params }) => params?.validity_params?.is_end);
  if (limits.length !== 2 || starts.length !== 1 || ends.length !== 1)
    yield 'has validity_params, of which there are two: one dimension with is_start, one with is_end';
  if (natural.length === 0) yield 'has validity_params, which need an entity of the type natural';
  if (entities.some(({ type }) => type === 'primary' || type === 'unique'))
    yield 'has validity_params, beside which no primary or unique entity may be';
  if (measures.length > 0) yield 'has validity_params, beside which no measures may be';
}

function* labelsOf({ dimensions, entities, measures }: CheckedModel): Generator<string> {
  for (const [kind, elements] of Object.entries({ dimensions, entities, measures })) {
    const labels = elements.flatMap(({ label }) => (label === null ? [] : [label]));
    const twice = labels.find((label, index) => labels.indexOf(label) !== index);
    if (twice !== undefined) yield `has several ${kind} with the label '${twice}'`;
  }
}

/** Dimensions of one name are of one type. */
function sameDimensions({ models }: SemanticLayer): Finding[] {
  const known = new Map<string, { readonly type: string; readonly is_partition: boolean }>();
  return models.flatMap(({ node, dimensions }) =>
    dimensions.flatMap((dimension) => {
      const first = known.get(dimension.name);
      if (first === undefined) known.set(dimension.name, dimension);
      if (first === undefined || first === dimension) return [];
      const problems: Finding[] = [];
      const name = `the dimension '${dimension.name}'`;
      if (first.type !== dimension.type)
        problems.push(wrong(node, `${name} is ${dimension.type} here, and elsewhere ${first.type}`));
      if (first.is_partition !== dimension.is_partition)
        problems.push(wrong(node, `${name} is a partition in one semantic model and not in another`));
      return problems;
    }),
  );
}

/** A name means one kind of element throughout. */
function sameElements({ models }: SemanticLayer): Finding[] {
  const kinds = new Map<string, Map<string, CheckedModel>>();
  for (const model of models)
    for (const [kind, elements] of [
      ['measure', model.measures],
      ['dimension', model.dimensions],
      ['entity', model.entities],
    ] as const)
      for (const { name } of elements) {
        const of = kinds.get(name) ?? new Map<string, CheckedModel>();
        if (!of.has(kind)) of.set(kind, model);
        kinds.set(name, of);
      }
  return [...kinds].flatMap(([name, of]) =>
    of.size < 2
      ? []
      : [
          wrong(
            [...of.values()][0]!.node,
            `'${name}' is used for different things: ${[...of.keys()].join(', ')}`,
          ),
        ],
  );
}

/** A dimension is told by its name and the primary entity. */
function dimensionPairs({ models }: SemanticLayer): Finding[] {
  const known = new Map<string, string>();
  return models.flatMap(({ node, entities, dimensions, primary_entity: named }) => {
    const primary = named ?? entities.find(({ type }) => type === 'primary')?.name;
    if (primary === undefined) return [];
    return dimensions.flatMap(({ name }) => {
      const key = `${primary}__${name}`;
      const other = known.get(key);
      if (other === undefined) known.set(key, node.name);
      return other === undefined
        ? []
        : [wrong(node, `the dimension '${name}' of the entity '${primary}' is also in '${other}'`)];
    });
  });
}

function sharedLabels({ models, metrics }: SemanticLayer): Finding[] {
  const findings: Finding[] = [];
  for (const [kind, nodes] of [
    ['semantic models', models.map(({ node }) => node)],
    ['metrics', metrics.map(({ node }) => node)],
  ] as const) {
    const known = new Map<string, string>();
    for (const node of nodes) {
      if (node.label === undefined) continue;
      const other = known.get(node.label);
      if (other === undefined) known.set(node.label, node.name);
      else
        findings.push(
          wrong(node, `the ${kind} '${other}' and '${node.name}' have the same label '${node.label}'`),
        );
    }
  }
  const entities = new Map<string, string>();
  for (const { node, entities: own } of models)
    for (const { name, label } of own) {
      if (label === null) continue;
      const other = entities.get(name);
      if (other === undefined) entities.set(name, label);
      else if (other !== label)
        findings.push(
          wrong(node, `the entity '${name}' has the label '${label}' here, and elsewhere '${other}'`),
        );
    }
  return findings;
}
