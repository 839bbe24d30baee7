import type { Step, StepId } from './step.ts';

/** An order in which every step comes after what it needs, otherwise as given. */
export function sortSteps(steps: readonly Step[]): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const waiting = new Map(steps.map((step) => [step.id, waitsFor(step).length]));
  const dependents = new Map<StepId, StepId[]>();
  for (const step of steps) {
    for (const need of waitsFor(step)) {
      const known = dependents.get(need);
      if (known === undefined) dependents.set(need, [step.id]);
      else known.push(step.id);
    }
  }
  const sorted: Step[] = [];
  const ready = steps.filter((step) => waitsFor(step).length === 0).map((step) => step.id);
  for (let next = 0; next < ready.length; next++) {
    sorted.push(byId.get(ready[next]!)!);
    for (const dependent of dependents.get(ready[next]!) ?? []) {
      const left = waiting.get(dependent)! - 1;
      waiting.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  if (sorted.length !== steps.length) throw new Error('the plan has steps that wait for each other');
  return sorted;
}

const waitsFor = (step: Step): readonly StepId[] => [...step.needs, ...step.after];
