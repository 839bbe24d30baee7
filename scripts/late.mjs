// What libraries do as soon as they are imported, and few commands need: done when it is needed.

import { readFileSync } from 'node:fs';

export const late = {
  name: 'late',
  setup(plugin) {
    // Commander would start programs with it; only `git` is started here, by `deps`.
    plugin.onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'late' }));
    plugin.onLoad({ filter: /./, namespace: 'late' }, () => ({
      contents: "exports.spawn = (...given) => require('child_process').spawn(...given);",
    }));
    plugin.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, ({ path }) => ({
      contents: replaced(
        readFileSync(path, 'utf8'),
        'const segmenter = new Intl.Segmenter();',
        'let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };',
      ),
    }));
  },
};

function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`a library has changed, it does not say: ${from}`);
  return text.replace(from, () => to);
}
