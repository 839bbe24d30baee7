// generate-project.mjs DIRECTORY MODELS [assay|dbt|sqlmesh]: writes a generated project, to look at or to compare others with.
import { type Dialect, generate } from './generate.ts';

const [directory, models, dialect = 'assay'] = process.argv.slice(2);
const isDialect = (name: string): name is Dialect => ['assay', 'dbt', 'sqlmesh'].includes(name);
if (directory === undefined || models === undefined || !isDialect(dialect)) {
  throw new Error('usage: generate-project.mjs DIRECTORY MODELS [assay|dbt|sqlmesh]');
}
generate({ directory, models: Number(models), dialect });
