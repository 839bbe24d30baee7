import { collect, type Diagnostic, error, fail, ok, type Result, type Writable } from '../../base/index.ts';
import type { ParsedPython, ParsedQuery } from '../../parse/index.ts';
import { type ConfigLayer, configLayer, type NodeProperties, type TextFile } from '../../project/index.ts';
import { plainTemplate, type Template } from '../../template/index.ts';
import type { Captured } from '../captured.ts';
import { referencesIn } from '../described/references.ts';
import type { ModelNode } from '../nodes.ts';
import type { NodeInParsing } from '../parsing/parsing-values.ts';
import type { Patch } from '../patches.ts';
import { columnsOf, formattedVersion, versionConfig } from '../versions.ts';
import { both, captureNode, inParsing, withHooks } from './capture-node.ts';
import { columnInfos, constraintOf } from './column.ts';
import { contractOf } from './contract.ts';
import { type Draft, type DraftSettings, nothingCaptured } from './draft.ts';
import { foldersBelow, identityOf } from './identity.ts';
import { pythonCalls } from './python-calls.ts';
import { relationOf } from './relation-of.ts';
import { resolveConfig } from './resolve-config.ts';

export const draftModel = (
  { name, file, template }: ParsedQuery,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<ModelNode>> =>
  draft(
    { name, file, template, language: 'sql', capture: (node) => captureNode(template, node, settings) },
    patch,
    settings,
  );

/** A model in Python, which is known and not built. */
export const draftPythonModel = (
  { name, file }: ParsedPython,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<ModelNode>> =>
  draft(
    {
      name,
      file,
      template: plainTemplate(file.text),
      language: 'python',
      capture: () => pythonCalls(file),
    },
    patch,
    settings,
  );

interface Origin {
  readonly name: string;
  readonly file: TextFile;
  readonly template: Template;
  readonly language: ModelNode['language'];
  capture(node: NodeInParsing): Result<Captured>;
}

function draft(parsed: Origin, patch: Patch | undefined, settings: DraftSettings): Result<Draft<ModelNode>> {
  const { owner } = settings;
  const { entry, version } = patch ?? {};
  const v = version === undefined ? undefined : formattedVersion(version.v);
  const name = v === undefined ? parsed.name : patch!.entry.name;
  const folders = [owner.name, ...foldersBelow(parsed.file)];
  const identity = identityOf(
    {
      resource: 'model',
      name,
      file: parsed.file,
      description: version?.description ?? entry?.description ?? '',
      ...(v !== undefined && { id: `model.${owner.name}.${name}.${v}`, fqn: [...folders, name, v] }),
    },
    settings,
  );
  const parsing = inParsing('model', identity, parsed.file.text, settings);
  const captured = parsed.capture(parsing);
  if (!captured.ok) return captured;
  const properties = [
    ...(parsed.language === 'python' ? [pythonDefaults] : []),
    version === undefined ? (entry?.config ?? []) : versionConfig(entry?.config ?? [], version.config),
  ];
  const resolved = resolveConfig('models', identity.fqn, properties, captured.value, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.model(resolved.value.merged);
  if (!config.ok) return config;
  const unknown = unknownMaterialization(
    config.value.materialized,
    resolved.value.layers.flat(),
    settings.materializations,
    parsed.file.path,
  );
  if (unknown !== undefined) return fail(unknown);
  const hooks = [...config.value.preHooks, ...config.value.postHooks];
  const asked = withHooks(captured.value, hooks, parsing, settings);
  if (!asked.ok) return asked;
  const relation = relationOf(
    identity,
    {
      resource: 'model',
      version: version?.v,
      text: parsed.file.text.text,
      materialized: 'view',
      config: config.value,
    },
    settings,
  );
  if (!relation.ok) return relation;
  const columns = columnInfos(columnsOf(entry, version));
  const constraints = (version?.constraints ?? entry?.constraints ?? []).map(constraintOf);
  const deprecationDate = version === undefined ? entry?.deprecationDate : version.deprecationDate;
  const { docs, group, access } = config.value;
  const node: Writable<ModelNode> = {
    id: identity.id,
    name,
    package: identity.package,
    packageRoot: identity.packageRoot,
    path: identity.path,
    fqn: identity.fqn,
    description: identity.description,
    locate: identity.locate,
    dependsOn: identity.dependsOn,
    resource: 'model',
    language: parsed.language,
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    columns,
    template: parsed.template,
    relation: relation.value,
    checksum: parsed.file.hash,
    access: access ?? 'protected',
    contract: contractOf(config.value, columns, constraints),
    constraints,
    docs: { show: docs?.show ?? true },
    primaryKey: [],
  };
  if (docs?.node_color !== undefined) node.docs = { ...node.docs, nodeColor: docs.node_color };
  if (group !== undefined) node.group = group;
  if (entry !== undefined) node.patchPath = entry.file;
  if (version !== undefined) node.version = version.v;
  if (patch?.latestVersion !== undefined) node.latestVersion = patch.latestVersion;
  if (deprecationDate !== undefined) node.deprecationDate = deprecationDate;
  if (entry?.timeSpine !== undefined && version === undefined) node.timeSpine = entry.timeSpine;
  if (settings.project.policies.capture !== 'rendered') return ok({ node, captured: asked.value });
  const keys = foreignKeys(node, entry, settings);
  return keys.ok ? ok({ node, captured: both(asked.value, keys.value) }) : keys;
}

/** What the foreign keys of a model and its columns point to: the model depends on it, as in dbt. */
function foreignKeys(
  { columns, constraints, locate }: ModelNode,
  entry: NodeProperties | undefined,
  settings: DraftSettings,
): Result<Captured> {
  const all = [...constraints, ...columns.flatMap((column) => column.constraints ?? [])];
  const at = () => entry?.locate() ?? locate();
  const written = all.flatMap(({ type, to }) => (type === 'foreign_key' && to !== undefined ? [to] : []));
  const found = collect(written.map((to) => referencesIn(to, settings, at)));
  if (!found.ok) return found;
  return ok({
    ...nothingCaptured,
    refs: found.value.flatMap(({ refs }) => refs),
    sources: found.value.flatMap(({ sources }) => sources),
    ...(written.length > 0 && {
      foreignKeys: new Map(written.map((to, index) => [to, found.value[index]!])),
    }),
  });
}

/** Where nobody says so, a model in Python is a table. */
const pythonDefaults: ConfigLayer = configLayer({ materialized: 'table' }, () => ({ file: '' }));

function unknownMaterialization(
  name: string,
  layer: ConfigLayer,
  known: ReadonlySet<string> | undefined,
  path: string,
): Diagnostic | undefined {
  if (known === undefined || known.has(name)) return undefined;
  const entry = layer.findLast(({ key }) => key === 'materialized');
  return error('A2036', `there is no materialization '${name}'`, {
    location: entry?.locate() ?? { file: path },
    hint: `use one of ${[...known].sort().join(', ')}`,
  });
}
