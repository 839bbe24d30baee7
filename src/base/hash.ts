import crypto, { createHash } from 'node:crypto';

/** One call instead of three objects, where Node has it (20.12, 21.7). */
const digest: (algorithm: string, content: string | Uint8Array) => string =
  typeof crypto.hash === 'function'
    ? (algorithm, content) => crypto.hash(algorithm, content, 'hex')
    : (algorithm, content) => createHash(algorithm).update(content).digest('hex');

/** SHA-256 of the text or bytes, as hex. */
export const sha256 = (content: string | Uint8Array): string => digest('sha256', content);

/** MD5 as hex: where dbt's names and artifacts use it. Not for security. */
export const md5 = (content: string): string => digest('md5', content);
