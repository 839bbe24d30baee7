import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../src/base/index.ts';
import { type FlagSources, readFlags } from '../../../src/project/dbt/read-flags.ts';
import { isMapping, readYaml, usualFlags } from '../../../src/project/index.ts';

function read(sources: Partial<FlagSources> & { readonly yaml?: string }) {
  const { yaml = '{}', commandLine = {}, env = {} } = sources;
  const file = readYaml(new SourceText('dbt_project.yml', yaml));
  if (!file.ok || !isMapping(file.value.value)) throw new Error('no mapping');
  const result = readFlags({
    commandLine,
    env,
    project: { file: file.value, value: file.value.value, path: [] },
  });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

describe('flags', () => {
  test('are what is usual where nobody says anything', () => {
    expect(read({}).flags).toEqual(usualFlags);
  });

  test('come from the command line before the environment before the project file', () => {
    const yaml = 'fail_fast: true\nprinter_width: 120\nindirect_selection: cautious\n';
    const env = { DBT_FAIL_FAST: '0', DBT_INDIRECT_SELECTION: 'EMPTY' };
    expect(read({ yaml }).flags).toMatchObject({
      failFast: true,
      printerWidth: 120,
      indirectSelection: 'cautious',
    });
    expect(read({ yaml, env }).flags).toMatchObject({ failFast: false, indirectSelection: 'empty' });
    expect(read({ yaml, env, commandLine: { failFast: true } }).flags.failFast).toBe(true);
  });

  test('of two variables the one with ENGINE counts, and an empty one does not', () => {
    const env = { DBT_ENGINE_PRINTER_WIDTH: '33', DBT_PRINTER_WIDTH: '44', DBT_WARN_ERROR: '' };
    expect(read({ env }).flags).toMatchObject({ printerWidth: 33, warnError: false });
  });

  test('of words and mappings are read from the environment too', () => {
    const env = { DBT_RESOURCE_TYPES: 'model  test', DBT_WARN_ERROR_OPTIONS: '{"error": "all"}' };
    expect(read({ env }).flags).toMatchObject({
      resourceTypes: ['model', 'test'],
      warnErrorOptions: { error: 'all' },
    });
  });

  test('of the log file follow those of the console', () => {
    expect(read({ yaml: 'log_format: json\nuse_colors: false\n' }).flags).toMatchObject({
      logFormatFile: 'json',
      useColorsFile: false,
      logLevelFile: 'debug',
    });
  });

  test('that only the command line and the environment have do not count in the project file', () => {
    const { flags, warnings } = read({ yaml: 'full_refresh: true\n' });
    expect(flags.fullRefresh).toBe(false);
    expect(warnings.map(({ message }) => message)).toEqual([`there is no flag 'full_refresh'`]);
  });

  test('are all ignored when one in the project file is wrong, as in dbt', () => {
    const { flags, warnings } = read({ yaml: 'fail_fast: true\npartial_parse: maybe\n' });
    expect(flags.failFast).toBe(false);
    expect(warnings.map(({ code }) => code)).toEqual(['A1058']);
  });

  test.each([
    ['DBT_FAIL_FAST', 'maybe'],
    ['DBT_PRINTER_WIDTH', 'wide'],
    ['DBT_LOG_LEVEL', 'loud'],
    ['DBT_WARN_ERROR_OPTIONS', '[a]'],
  ])('%s=%s is refused', (name, text) => {
    const result = readFlags({ commandLine: {}, env: { [name]: text } });
    expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(['A1058']);
  });
});
