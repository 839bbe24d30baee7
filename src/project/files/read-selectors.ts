import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../base/index.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { readText } from './read-text.ts';

const name = 'selectors.yml';

export function readSelectors(root: string): Result<YamlFile | undefined> {
  if (!existsSync(join(root, name))) return ok(undefined);
  const text = readText(join(root, name), name);
  return text.ok ? readYaml(text.value.source) : text;
}
