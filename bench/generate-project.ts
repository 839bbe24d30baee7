// generate-project.mjs DIRECTORY MODELS [assay|dbt]: writes a generated project, to look at or to compare others with.
import { generate } from './generate.ts';

const [directory, models, dialect = 'assay'] = process.argv.slice(2);
if (directory === undefined || models === undefined || (dialect !== 'assay' && dialect !== 'dbt')) {
  throw new Error('usage: generate-project.mjs DIRECTORY MODELS [assay|dbt]');
}
generate({ directory, models: Number(models), dialect });
