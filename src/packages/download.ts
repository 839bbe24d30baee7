import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type DiagnosticParts, error, fail, ok, type Result } from '../base/index.ts';

/** How often an address is asked before it is given up, and what lies between. */
const attempts = 4;
const pauseMs = 400;
const patienceMs = 30_000;

/** Asks an address. What a second try could mend is tried again: no answer, or an answer that says so. */
async function ask(url: string, parts: DiagnosticParts): Promise<Result<Response>> {
  if (!/^https?:\/\//.test(url))
    return fail(
      error('A7008', `'${url}' is not an address of the web`, { ...parts, hint: 'it starts with https://' }),
    );
  let why = '';
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, pauseMs * (attempt - 1)));
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
      if (answer.ok) return ok(answer);
      why = `it answers ${answer.status}${answer.statusText === '' ? '' : ` ${answer.statusText}`}`;
      await answer.body?.cancel();
      if (answer.status < 500 && answer.status !== 429 && answer.status !== 408) break;
    } catch (thrown) {
      why = reasonOf(thrown);
    }
  }
  const hint = /\/api\/v1\//.test(url) ? { hint: 'DBT_PACKAGE_HUB_URL names another hub' } : {};
  return fail(error('A7008', `${url} cannot be downloaded: ${why}`, { ...parts, ...hint }));
}

function reasonOf(thrown: unknown): string {
  const { name, cause, message } = thrown as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `no answer within ${patienceMs / 1000} s`;
  const reasons: Readonly<Record<string, string>> = {
    ENOTFOUND: 'there is no such host',
    EAI_AGAIN: 'the name of the host cannot be looked up',
    ECONNREFUSED: 'the connection is refused',
    ECONNRESET: 'the connection broke off',
  };
  return reasons[cause?.code ?? ''] ?? cause?.message ?? message;
}

/** The JSON behind an address. */
export async function downloadJson(url: string, parts: DiagnosticParts): Promise<Result<unknown>> {
  const answer = await ask(url, parts);
  if (!answer.ok) return answer;
  try {
    return ok(await answer.value.json());
  } catch {
    return fail(error('A7012', `${url} did not answer with JSON`, parts));
  }
}

export async function downloadFile(url: string, path: string, parts: DiagnosticParts): Promise<Result<void>> {
  const answer = await ask(url, parts);
  if (!answer.ok) return answer;
  try {
    const body = answer.value.body;
    if (body !== null)
      await pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), createWriteStream(path));
    return ok(undefined);
  } catch (thrown) {
    return fail(error('A7008', `${url} cannot be downloaded: ${reasonOf(thrown)}`, parts));
  }
}
