import type { Chance } from './chance.ts';
import {
  dataFile,
  materializations,
  type RandomModel,
  type RandomProject,
  randomModel,
  readableBy,
  shapes,
} from './random-project.ts';

/** A change that someone makes to the files of a project, and what it is called when a history is printed. */
export interface Edit {
  readonly name: string;
  readonly project: RandomProject;
}

type Change = (project: RandomProject, chance: Chance) => RandomProject;

const ofModel =
  (change: (model: RandomModel, chance: Chance, project: RandomProject) => RandomModel): Change =>
  (project, chance) => {
    if (project.models.length === 0) return project;
    const { name } = chance.of(project.models);
    return {
      ...project,
      models: project.models.map((each) => (each.name === name ? change(each, chance, project) : each)),
    };
  };

const changes: Readonly<Record<string, Change>> = {
  'number in a model': ofModel((model, chance) => ({ ...model, number: chance.below(10) })),
  'shape of a model': ofModel((model, chance) => ({ ...model, shape: chance.of(shapes) })),
  'looks of a model': ofModel((model, chance) => ({ ...model, looks: model.looks + 1 + chance.below(3) })),
  'materialization of a model': ofModel((model, chance) => ({
    ...model,
    materialized: chance.of(materializations),
  })),
  'schema of a model': ofModel(({ schema, ...model }, chance) => ({
    ...model,
    schema: schema === undefined ? chance.of(['x', 'y']) : undefined,
  })),
  'alias of a model': ofModel((model) => ({
    ...model,
    alias: model.alias === undefined ? `${model.name}_alias` : undefined,
  })),
  'hook of a model': ofModel((model) => ({ ...model, hook: !model.hook })),
  'tests of a model': ofModel((model, chance) => ({
    ...model,
    tests: (['not_null', 'accepted_range', 'relationships', 'singular'] as const).filter(() =>
      chance.happens(0.4),
    ),
  })),
  'parents of a model': ofModel((model, chance, project) => {
    const above = project.models.slice(
      0,
      project.models.findIndex(({ name }) => name === model.name),
    );
    const readable = readableBy({ ...project, models: above });
    return { ...model, parents: [chance.of(readable), chance.of(readable)] };
  }),
  macro: (project, chance) => ({ ...project, macroNumber: chance.below(5) }),
  'inner macro': (project, chance) => ({ ...project, innerNumber: chance.below(5) }),
  'looks of macros': (project) => ({ ...project, macroLooks: project.macroLooks + 1 }),
  var: (project, chance) => ({ ...project, vars: chance.below(5) }),
  env: (project, chance) => ({ ...project, env: chance.below(5) }),
  'setting of the target': (project) => ({ ...project, wholeDivision: !project.wholeDivision }),
  'argument of tests': (project, chance) => ({ ...project, rangeLimit: chance.below(100) }),
  'source file': (project, chance) => {
    const name = chance.of([...project.sources.keys()]);
    const parts = [...project.sources.get(name)!];
    parts[chance.below(parts.length)] = dataFile(chance);
    return { ...project, sources: new Map(project.sources).set(name, parts) };
  },
  'files of a source': (project, chance) => {
    const name = chance.of([...project.sources.keys()]);
    const parts = project.sources.get(name)!;
    const now = parts.length > 1 && chance.happens(0.5) ? parts.slice(0, -1) : [...parts, dataFile(chance)];
    return { ...project, sources: new Map(project.sources).set(name, now) };
  },
  seed: (project, chance) => {
    const [name] = project.seeds.keys();
    return name === undefined
      ? project
      : { ...project, seeds: new Map(project.seeds).set(name, dataFile(chance)) };
  },
  'new model': (project, chance) => ({
    ...project,
    models: [
      ...project.models,
      randomModel(`n${project.models.length}_${chance.below(1000)}`, project, chance),
    ],
  }),
  'deleted model': (project, chance) => {
    const leaves = project.models.filter(({ name }) => !isRead(name, project));
    if (leaves.length === 0 || project.models.length < 2) return project;
    const gone = chance.of(leaves).name;
    return { ...project, models: project.models.filter(({ name }) => name !== gone) };
  },
  'renamed model': (project, chance) => {
    const { name } = chance.of(project.models);
    const other = `r${chance.below(10_000)}`;
    const renamed = (text: string) => (text === `ref('${name}')` ? `ref('${other}')` : text);
    return {
      ...project,
      models: project.models.map((model) => ({
        ...model,
        name: model.name === name ? other : model.name,
        parents: model.parents.map(renamed),
      })),
    };
  },
};

/** @param among the names of edits that it is one of; any without */
export function randomEdit(project: RandomProject, chance: Chance, among?: readonly string[]): Edit {
  const name = chance.of(among ?? Object.keys(changes));
  return { name, project: changes[name]!(project, chance) };
}

const isRead = (name: string, { models }: RandomProject): boolean =>
  models.some(({ parents }) => parents.includes(`ref('${name}')`));
