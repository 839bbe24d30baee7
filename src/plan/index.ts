export { type DirectPlanRequest, makeDirectPlan } from './direct-plan.ts';
export { missingUpstream } from './missing-upstream.ts';
export type { PlanRequest } from './plan.ts';
export { makePlan } from './plan.ts';
export type { NodeStep, Plan, PublishStep, Reason, Step, StepId, TestStep, Tie } from './step.ts';
export { buildStepId } from './step.ts';
