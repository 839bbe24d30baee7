import { createHmac, randomBytes } from 'node:crypto';

type Environment = Readonly<Record<string, string | undefined>>;

/** Environment variables that were asked for, and a digest of each value; null for one that is not set. */
export interface RecordedEnv {
  readonly salt: string;
  readonly values: readonly (readonly [name: string, digest: string | null])[];
}

/** The environment, and which variables of it are asked for. */
export class EnvRecorder {
  readonly env: Environment;
  /** The same without recording. */
  readonly all: Environment;
  readonly #asked = new Set<string>();
  #listed = false;

  constructor(env: Environment) {
    this.all = env;
    this.env = new Proxy(env, {
      get: (target, name) => this.#note(name) ?? Reflect.get(target, name),
      has: (target, name) => this.#note(name) ?? Reflect.has(target, name),
      getOwnPropertyDescriptor: (target, name) =>
        this.#note(name) ?? Reflect.getOwnPropertyDescriptor(target, name),
      ownKeys: (target) => {
        this.#listed = true;
        return Reflect.ownKeys(target);
      },
    });
  }

  /**
   * What was asked for, besides what was before. Undefined where all of it was asked for, so that anything new in it
   * may count.
   */
  record(before?: RecordedEnv): RecordedEnv | undefined {
    if (this.#listed) return undefined;
    const known = before?.values.map(([name]) => name) ?? [];
    return recordedEnv([...known, ...this.#asked], this.all);
  }

  #note(name: string | symbol): undefined {
    if (typeof name === 'string') this.#asked.add(name);
    return undefined;
  }
}

/** The values that variables have now. */
export function recordedEnv(names: Iterable<string>, env: Environment): RecordedEnv {
  const salt = randomBytes(16).toString('hex');
  return { salt, values: [...new Set(names)].sort().map((name) => [name, digest(salt, env[name])]) };
}

/** Whether the variables have the values they had. */
export const isSameEnv = ({ salt, values }: RecordedEnv, env: Environment): boolean =>
  values.every(([name, before]) => digest(salt, env[name]) === before);

/** Values may be secrets. */
const digest = (salt: string, value: string | undefined): string | null =>
  value === undefined ? null : createHmac('sha256', salt).update(value).digest('hex');
