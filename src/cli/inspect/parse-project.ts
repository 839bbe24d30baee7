import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../../base/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import { counted, duration } from '../../report/index.ts';
import { unwritten, writeManifest } from '../artifacts/write-artifacts.ts';
import { openProject } from '../open/open-project.ts';
import type { ProjectOptions } from '../options.ts';
import { talkOf } from '../talk.ts';
import { shownFolder, type Terminal } from '../terminal.ts';
import { version } from '../version.ts';

export interface ParseOptions extends ProjectOptions {
  readonly quiet?: boolean;
}

/** `parse`: reads everything, says how much there is, and writes manifest.json. */
export async function parseProject(options: ParseOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const talk = talkOf('parse', options, terminal);
  const startedAt = systemClock.now();
  const began = systemClock.elapsed();
  const opened = await openProject(options, terminal, 'warned of');
  if (!opened.ok) {
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  talk.begin(opened.value);
  talk.diagnose(opened.value.warnings);
  const { manifest, project } = opened.value;
  try {
    writeManifest(opened.value, { version, runId: randomUUID(), startedAt, generatedAt: systemClock.now() });
  } catch (thrown) {
    talk.diagnose([unwritten(thrown)]);
    return talk.end(1);
  }
  if (talk.quiet || talk.log !== undefined) return talk.end(0);
  const written = shownFolder(join(project.paths.target, 'manifest.json'), terminal);
  const took = duration(systemClock.elapsed() - began);
  talk.answer(`${project.name}: ${contents(manifest)} · ${took} · ${written}`);
  return talk.end(0);
}

/** `15 models, 3 seeds, 4 sources, 120 tests, 5 macros`; disabled ones apart. */
export function contents({ nodes, macros, disabled }: Manifest): string {
  const all = [...nodes.values()];
  const of = (resource: string): number => all.filter((node) => node.resource === resource).length;
  const own = [...macros.all()].filter((entry) => entry.kind === 'macro' && !macros.isBuiltIn(entry));
  const parts = [
    counted(of('model'), 'model'),
    ...some(of('seed'), 'seed'),
    ...some(of('source'), 'source'),
    counted(of('test'), 'test'),
    ...some(own.length, 'macro'),
    ...(disabled.length === 0 ? [] : [`${disabled.length} disabled`]),
  ];
  return parts.join(', ');
}

const some = (amount: number, one: string): readonly string[] => (amount === 0 ? [] : [counted(amount, one)]);
