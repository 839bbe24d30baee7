import { randomUUID } from 'node:crypto';
import { type Emit, type NodeId, systemClock } from '../../base/index.ts';
import { type CompileSettings, runGlobals } from '../../compile/index.ts';
import { addsTo } from '../../execute/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import { version } from '../version.ts';
import { type Deferral, readElsewhere } from './defer.ts';
import type { OpenProject } from './open-project.ts';

/** What compiling needs, for a run or for looking at SQL only. */
export function compileSettings(
  opened: OpenProject,
  run: {
    readonly runId: string;
    readonly startedAt: number;
    readonly fullRefresh: boolean;
    readonly exists: (node: BuildableNode) => boolean;
    readonly emit: Emit;
  },
): CompileSettings {
  const now = systemClock.now;
  const { fullRefresh } = run;
  return {
    manifest: opened.manifest,
    names: opened.names,
    shared: new Map([...runGlobals({ ...run, version, now }), ...opened.globals]),
    undefinedValues: opened.project.policies.undefinedValues,
    isIncremental: (model) => addsTo(model, run.exists(model), fullRefresh),
    emit: run.emit,
    now,
  };
}

/** The same for looking at the SQL of what is selected, with `--defer` or without. */
export function lookingSettings(
  opened: OpenProject,
  look: {
    readonly options: { readonly fullRefresh?: boolean };
    readonly deferral: Deferral | undefined;
    readonly selected: ReadonlySet<NodeId>;
    readonly exists: (node: BuildableNode) => boolean;
    readonly emit: Emit;
  },
): CompileSettings {
  const { deferral, selected, exists, emit } = look;
  return {
    ...(deferral && { elsewhere: readElsewhere(deferral, selected, opened.manifest, exists) }),
    ...compileSettings(opened, {
      runId: randomUUID(),
      startedAt: systemClock.now(),
      fullRefresh: look.options.fullRefresh === true,
      exists,
      emit,
    }),
  };
}
