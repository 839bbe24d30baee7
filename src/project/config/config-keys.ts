import * as z from 'zod/mini';
import { configShapes } from '../schema/node-config.ts';
import type { NativeConfigKind } from './config-entry.ts';

export interface ConfigKey {
  readonly kind: NativeConfigKind;
  readonly key: string;
  readonly description: string;
}

/** Every config key with what it does, for the reference and for editors. */
export const configKeys = (): ConfigKey[] =>
  (Object.keys(configShapes) as NativeConfigKind[]).flatMap((kind) =>
    Object.entries(configShapes[kind]).map(([key, schema]) => ({
      kind,
      key,
      description: z.globalRegistry.get(schema)?.description ?? '',
    })),
  );
