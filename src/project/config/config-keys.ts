import * as z from 'zod/mini';
import { configShapes } from '../schema/node-config.ts';
import type { ConfigKind } from './config-entry.ts';

export interface ConfigKey {
  readonly kind: ConfigKind;
  readonly key: string;
  readonly description: string;
}

/** Every config key with what it does, for the reference and for editors. */
export const configKeys = (): ConfigKey[] =>
  (Object.keys(configShapes) as ConfigKind[]).flatMap((kind) =>
    Object.entries(configShapes[kind]).map(([key, schema]) => ({
      kind,
      key,
      description: z.globalRegistry.get(schema)?.description ?? '',
    })),
  );
