import type { Chance } from './chance.ts';

/** Rows of `id,v,g`. */
export interface DataFile {
  readonly rows: readonly (readonly [id: number, v: number, g: string])[];
}

export const materializations = ['view', 'table', 'table', 'ephemeral', 'incremental', 'parquet'] as const;

/** What a model's query does; all have the columns id, v and g. */
export const shapes = [
  'filter',
  'aggregate',
  'union',
  'join',
  'macro',
  'nested macro',
  'var',
  'env',
  'clock',
  'loop',
  'division',
] as const;

export interface RandomModel {
  readonly name: string;
  readonly parents: readonly string[];
  readonly shape: (typeof shapes)[number];
  readonly number: number;
  readonly materialized: (typeof materializations)[number];
  readonly schema: string | undefined;
  readonly alias: string | undefined;
  /** A comment, spaces and the case of keywords: none of it means anything. */
  readonly looks: number;
  readonly hook: boolean;
  readonly tests: readonly ('not_null' | 'accepted_range' | 'relationships' | 'singular')[];
}

/** A project that can be written down. `sources` are files, `raw` is a table of the warehouse. */
export interface RandomProject {
  readonly sources: ReadonlyMap<string, readonly DataFile[]>;
  readonly seeds: ReadonlyMap<string, DataFile>;
  readonly models: readonly RandomModel[];
  readonly macroNumber: number;
  readonly innerNumber: number;
  readonly macroLooks: number;
  readonly vars: number;
  readonly env: number;
  readonly rangeLimit: number;
  /** A setting of the target that changes what a division gives. */
  readonly wholeDivision: boolean;
}

export function randomProject(chance: Chance): RandomProject {
  const sources = new Map<string, readonly DataFile[]>();
  for (const name of ['s1', 's2'].slice(0, 1 + chance.below(2)))
    sources.set(name, [dataFile(chance), ...(chance.happens(0.4) ? [dataFile(chance)] : [])]);
  const seeds = new Map<string, DataFile>(chance.happens(0.7) ? [['d1', dataFile(chance)]] : []);
  let project: RandomProject = {
    sources,
    seeds,
    models: [],
    macroNumber: chance.below(5),
    innerNumber: chance.below(5),
    macroLooks: 0,
    vars: chance.below(5),
    env: chance.below(5),
    rangeLimit: 50,
    wholeDivision: false,
  };
  const count = 2 + chance.below(6);
  for (let index = 1; index <= count; index++)
    project = { ...project, models: [...project.models, randomModel(`m${index}`, project, chance)] };
  return project;
}

export function dataFile(chance: Chance): DataFile {
  const count = 1 + chance.below(6);
  return {
    rows: Array.from({ length: count }, (_, index) => [
      index + 1,
      chance.below(20),
      chance.of(['a', 'b', 'c']),
    ]),
  };
}

/** @param project what it may read */
export function randomModel(name: string, project: RandomProject, chance: Chance): RandomModel {
  const readable = readableBy(project);
  return {
    name,
    parents: [chance.of(readable), chance.of(readable)],
    shape: chance.of(shapes),
    number: chance.below(10),
    materialized: chance.of(materializations),
    schema: chance.happens(0.2) ? chance.of(['x', 'y']) : undefined,
    alias: chance.happens(0.1) ? `${name}_alias` : undefined,
    looks: 0,
    hook: chance.happens(0.05),
    tests: (['not_null', 'accepted_range', 'relationships', 'singular'] as const).filter(() =>
      chance.happens(0.3),
    ),
  };
}

/** What a model that comes last can read, as it is written in templates. */
export const readableBy = ({ sources, seeds, models }: RandomProject): readonly string[] => [
  ...[...sources.keys()].map((name) => `source('files', '${name}')`),
  "source('warehouse', 'raw')",
  ...[...seeds.keys(), ...models.map(({ name }) => name)].map((name) => `ref('${name}')`),
];
