import { iso } from '../json/event.ts';

/** What an artifact says of the run that wrote it. */
export interface ArtifactMeta {
  /** Assay's own version. */
  readonly version: string;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly generatedAt: number;
  /** When the command began, where the artifact says it: epoch milliseconds. */
  readonly invokedAt?: number;
  /** Of the environment: the variables that artifacts repeat. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Readers of artifacts compare this to decide what they may rely on, so it is the dbt whose shape these have.
 * Our own version is in `env`.
 */
const dbtVersion = '1.11.16';

/** Only keys that every dbt since 1.8 knows: its schemas forbid others, and the later ones are all optional. */
export const metadataOf = (artifact: string, meta: ArtifactMeta): Record<string, unknown> => ({
  dbt_schema_version: `https://schemas.getdbt.com/dbt/${artifact}.json`,
  dbt_version: dbtVersion,
  generated_at: iso(meta.generatedAt),
  invocation_id: meta.runId,
  ...(meta.invokedAt !== undefined && { invocation_started_at: iso(meta.invokedAt) }),
  env: { ...meta.env, ASSAY_VERSION: meta.version },
});

const customPrefix = 'DBT_ENV_CUSTOM_ENV_';

/** The variables of the environment that artifacts repeat, without what their names start with. */
export const customVariables = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(customPrefix) && value !== undefined
        ? [[name.slice(customPrefix.length), value] as const]
        : [],
    ),
  );

/** The text of an artifact's file. */
export function artifactText(artifact: object): string {
  try {
    return JSON.stringify(artifact);
  } catch {
    // A template's value can be a bigint, which JSON has not. It is rare, and looking for one first takes longer.
    return JSON.stringify(artifact, bounded);
  }
}

function bounded(_: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
