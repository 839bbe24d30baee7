import { ok, type Result } from '../../base/index.ts';
import type { ParsedQuery } from '../../parse/index.ts';
import type { TestNode } from '../nodes.ts';
import type { Patch } from '../patches.ts';
import { captureNode, inParsing } from './capture-node.ts';
import type { Draft, DraftSettings } from './draft.ts';
import { failuresOf } from './failures-of.ts';
import { identityOf } from './identity.ts';
import { resolveConfig } from './resolve-config.ts';

export function draftSingularTest(
  parsed: ParsedQuery,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<TestNode>> {
  const entry = patch?.entry;
  const identity = identityOf(
    {
      resource: 'test',
      name: parsed.name,
      file: parsed.file,
      ...(entry && { description: entry.description }),
    },
    settings,
  );
  const parsing = inParsing('test', identity, parsed.file.text, settings);
  const captured = captureNode(parsed.template, parsing, settings);
  if (!captured.ok) return captured;
  const resolved = resolveConfig('tests', identity.fqn, [entry?.config ?? []], captured.value, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.test(resolved.value.merged);
  if (!config.ok) return config;
  const storedIn = failuresOf(identity, config.value, settings);
  if (!storedIn.ok) return storedIn;
  const node: TestNode = {
    ...identity,
    resource: 'test',
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    storedIn: storedIn.value,
    ...(entry && { patchPath: entry.file }),
    test: { kind: 'singular', template: parsed.template },
  };
  return ok({ node, captured: captured.value });
}
