import { createHash } from 'node:crypto';

/** SHA-256 of the text or bytes, as hex. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** MD5 as hex: where dbt's names and artifacts use it. Not for security. */
export const md5 = (content: string): string => createHash('md5').update(content).digest('hex');
