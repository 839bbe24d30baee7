import type { Fingerprint } from './fingerprint.ts';

/** A fingerprint as it was stored; undefined if that is damaged. */
export function storedFingerprint(json: string): Fingerprint | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isFingerprint(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Shape = 'texts by name or nothing' | 'text' | 'texts by name' | 'texts' | 'objects' | 'text or nothing';

/** A field that is new does not compile until it is listed. */
const shapes: Readonly<Record<keyof Fingerprint, Shape>> = {
  decides: 'text or nothing',
  sql: 'text',
  addingSql: 'text or nothing',
  config: 'texts by name',
  files: 'texts by name',
  target: 'texts by name',
  engine: 'text',
  assay: 'text',
  macros: 'texts by name',
  vars: 'texts by name',
  env: 'texts by name',
  places: 'texts by name or nothing',
  reads: 'texts',
  unprovable: 'objects',
  upstream: 'texts by name',
};

const isFingerprint = (value: unknown): value is Fingerprint =>
  isObject(value) && Object.entries(shapes).every(([field, shape]) => hasShape(value[field], shape));

function hasShape(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return isText(value);
    case 'text or nothing':
      return value === undefined || isText(value);
    case 'texts':
      return Array.isArray(value) && value.every(isText);
    case 'objects':
      return Array.isArray(value) && value.every(isObject);
    case 'texts by name or nothing':
      return value === undefined || hasShape(value, 'texts by name');
    case 'texts by name':
      return isObject(value) && Object.values(value).every(isText);
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
