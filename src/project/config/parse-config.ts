import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import type { ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../config-types.ts';
import { Given, modelConfig, seedConfig, sourceConfig, testConfig } from './build-config.ts';
import { checkEntries } from './check-entries.ts';
import type { ConfigLayer, NativeConfigKind } from './config-entry.ts';
import { type Finding, modelRules, seedRules } from './rules.ts';

/** A model's config from its merged entries, whose templates are evaluated. */
export const parseModelConfig = (entries: ConfigLayer): Result<ModelConfig> =>
  parse('models', entries, modelConfig, modelRules);

export const parseSeedConfig = (entries: ConfigLayer): Result<SeedConfig> =>
  parse('seeds', entries, seedConfig, seedRules);

export const parseSourceConfig = (entries: ConfigLayer): Result<SourceConfig> =>
  parse('sources', entries, sourceConfig, []);

export function parseTestConfig(entries: ConfigLayer): Result<TestConfig> {
  // Most tests have none, and there are several for each model.
  if (entries.length > 0) return parse('tests', entries, testConfig, []);
  noTestConfig ??= parse('tests', entries, testConfig, []);
  return noTestConfig;
}

let noTestConfig: Result<TestConfig> | undefined;

function parse<C>(
  kind: NativeConfigKind,
  entries: ConfigLayer,
  build: (given: Given) => C,
  rules: readonly ((config: C) => Finding[])[],
): Result<C> {
  const wrong = checkEntries(kind, entries, { templates: false });
  if (wrong.length > 0) return fail(...wrong);
  const config = build(new Given(entries));
  const findings = rules.flatMap((rule) => rule(config)).flatMap((finding) => diagnose(finding, entries));
  return findings.length > 0 ? fail(...findings) : ok(config);
}

function diagnose({ message, path, hint, unused }: Finding, entries: ConfigLayer): Diagnostic[] {
  const [key, ...rest] = path;
  const entry = entries.find((other) => other.key === key);
  if (unused === true && entry?.from === 'project') return [];
  const location = entry?.locate(rest);
  return [
    error('A1013', message, {
      ...(location === undefined ? {} : { location }),
      ...(hint === undefined ? {} : { hint }),
    }),
  ];
}
