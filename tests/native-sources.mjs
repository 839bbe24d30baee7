// Has Node import the sources in the workers of the tests: vite would take three times as long for a thousand files, and
// have every call of what is imported go through an object.

import { findSourceMap, register } from 'node:module';

register('./native-sources-hooks.mjs', import.meta.url);

// Vite, which sets this, knows only where the lines of what it has imported itself are.
let prepare;
const prepared = new WeakSet();
Object.defineProperty(Error, 'prepareStackTrace', {
  configurable: true,
  get: () => prepare,
  set(given) {
    prepare = given;
    if (typeof given !== 'function' || prepared.has(given)) return;
    prepare = (error, frames) => given(error, frames.map(asWritten));
    prepared.add(prepare);
  },
});

/** A frame of a stack with the line and the column that it has in the source. */
function asWritten(frame) {
  const map = findSourceMap(frame.getFileName() ?? '');
  if (map === undefined) return frame;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalLine = line - 1, originalColumn = column - 1 } = map.findEntry(line - 1, column - 1);
  const [writtenLine, writtenColumn] = [originalLine + 1, originalColumn + 1];
  const replaced = {
    getLineNumber: () => writtenLine,
    getColumnNumber: () => writtenColumn,
    toString: () => frame.toString().replace(`:${line}:${column}`, `:${writtenLine}:${writtenColumn}`),
  };
  return new Proxy(frame, { get: (_, name) => replaced[name] ?? frame[name]?.bind?.(frame) });
}
