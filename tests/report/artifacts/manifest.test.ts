import { expect, test } from 'vitest';
import { MacroLookup } from '../../../src/manifest/index.ts';
import {
  artifactText,
  type ManifestMeta,
  manifestArtifact,
  manifestPieces,
} from '../../../src/report/index.ts';
import { outcome, startedAt } from '../flights-run.ts';
import { schemaErrors } from './schema.ts';
import { smallProject } from './small-project.ts';

const meta: ManifestMeta = {
  version: '0.1.0',
  runId: '5f0c7a52-0000-4000-8000-000000000001',
  generatedAt: startedAt + 2400,
  adapterType: 'duckdb',
  database: 'warehouse',
  schema: 'dev',
  complete: false,
  owner: (path) => ['flights', path],
  quoted: (relation) => `"warehouse"."${relation.schema}"."${relation.identifier}"`,
};

const compiled = outcome(
  { id: 'model.flights.routes', resource: 'model', label: 'gold.routes', materialized: 'table', path: '' },
  { compiledSql: 'select 1', compiledPath: 'target/compiled/flights/models/gold/routes.sql' },
);

test('manifest.json has the shape that dbt publishes', () => {
  expect(schemaErrors('manifest-v12', artifactText(manifestArtifact(smallProject, meta)))).toEqual([]);
  const afterRun = artifactText(manifestArtifact(smallProject, { ...meta, outcomes: [compiled] }));
  expect(schemaErrors('manifest-v12', afterRun)).toEqual([]);
});

test('an empty project too', () => {
  const empty = { ...smallProject, nodes: new Map(), macros: MacroLookup.none, disabled: [] };
  expect(schemaErrors('manifest-v12', artifactText(manifestArtifact(empty, meta)))).toEqual([]);
});

test('what is in it', async () => {
  const text = artifactText(manifestArtifact(smallProject, { ...meta, outcomes: [compiled] }));
  await expect(`${JSON.stringify(JSON.parse(text), null, 1)}\n`).toMatchFileSnapshot(
    '../../cases/report/manifest.json',
  );
});

test.each([false, true])('its text is written node by node, complete: %s', (complete) => {
  const request = { ...meta, complete, outcomes: [compiled] };
  const whole: unknown = JSON.parse(artifactText(manifestArtifact(smallProject, request)));
  const texts = [...manifestPieces(smallProject, request)].map((piece) =>
    typeof piece === 'string' ? piece : piece.text,
  );
  expect(JSON.parse(texts.join(''))).toEqual(whole);
});
