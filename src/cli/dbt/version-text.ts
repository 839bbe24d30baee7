import { version } from '../version.ts';

/** The adapter whose behaviour is followed. */
export const adapterVersion = '1.11.1';

export const asksForVersion = (args: readonly string[]): boolean =>
  args.some((word) => word === '--version' || word === '-V' || word === '-v');

/** What `dbt --version` says; tools look for the line of what is installed. */
export async function versionText(): Promise<string> {
  const { dbtVersion } = await import('../../project/index.ts');
  return [
    'Core:',
    `  - installed: ${dbtVersion}`,
    '',
    `  Assay ${version} answers in the place of this version of dbt.`,
    '',
    'Plugins:',
    `  - duckdb: ${adapterVersion} - Assay ${version}`,
    '',
    '',
  ].join('\n');
}
