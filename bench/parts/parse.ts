import { type Entrant, hold } from '../contest.ts';
import { dbtProject } from '../peer-projects.ts';
import { type Bench, modelsProject } from '../projects.ts';
import type { Part } from './part.ts';

/** Parse and compile from nothing, beside the same commands of dbt on the same project. */
export const parse = (models: 1000 | 10000): Part => ({
  name: `parse-${models}`,
  text: `Parse and compile ${models.toLocaleString('en')} models from nothing`,
  run: (bench) =>
    hold({
      part: `parse-${models}`,
      entrants: entrants(bench, models),
      rounds: models === 1000 ? 5 : 2,
      say: bench.say,
    }),
});

function entrants(bench: Bench, models: number): readonly Entrant[] {
  const { dbt2, dbtCore } = bench.peers;
  const project = modelsProject(bench, models);
  const commands = ['parse', 'compile'] as const;
  const own = commands.map((name) => ({
    name,
    command: (round: number) => project.cold(name, round),
    before: project.emptyWarehouse,
  }));
  const others = (peer: string, program: string | undefined, rounds: number): readonly Entrant[] => {
    if (program === undefined) return [];
    const dbt = dbtProject(bench, models);
    return commands.map((name) => ({
      name: `${peer}: ${name}`,
      command: (round) => dbt.command(program, name, round),
      before: dbt.empty,
      against: name,
      rounds,
    }));
  };
  return [
    ...own,
    ...others('dbt 2', dbt2, models === 1000 ? 3 : 1),
    ...others('dbt-core', models === 1000 ? dbtCore : undefined, 1),
  ];
}
