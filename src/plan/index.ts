export { missingUpstream } from './missing-upstream.ts';
export type { PlanRequest } from './plan.ts';
export { makePlan } from './plan.ts';
export { waitsFor } from './sort-steps.ts';
export type { NodeStep, Plan, PublishStep, Reason, Step, StepId, TestStep } from './step.ts';
export { buildStepId } from './step.ts';
