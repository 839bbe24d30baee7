import type { MaterializationInput, Refused } from '../../publish/index.ts';

/** What of the config cannot be followed: columns that the query does not give, and what is not there yet. */
export function misconfigured(input: MaterializationInput): Refused | undefined {
  const [unsupported] = input.unsupported;
  if (unsupported !== undefined) {
    return {
      code: 'A5024',
      refused: `${unsupported} is not followed yet`,
      hint: 'take it out: a row that matches is replaced whole',
    };
  }
  return missingColumn(input, 'unique_key', input.uniqueKey) ?? missingPartition(input);
}

/** A column of `partition_by` that the query does not give. */
export const missingPartition = (input: MaterializationInput): Refused | undefined =>
  missingColumn(input, 'partition_by', input.parquet?.partitionBy ?? []);

function missingColumn(
  { columns }: MaterializationInput,
  config: string,
  named: readonly string[],
): Refused | undefined {
  const given = new Set(columns.map((column) => column.name.toLowerCase()));
  const missing = named.find((name) => !given.has(name.toLowerCase()));
  if (missing === undefined) return undefined;
  return {
    code: 'A5024',
    refused: `the query gives no column ${missing}, which ${config} names`,
    hint: `it gives ${columns.map((column) => column.name).join(', ')}`,
  };
}
