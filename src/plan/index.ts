export { decide, isReused, type Reuse } from './decide.ts';
export { type DirectPlanRequest, makeDirectPlan } from './direct-plan.ts';
export { type Explained, type ExplainedPlan, type ExplainedTest, explainPlan } from './explain.ts';
export { missingUpstream } from './missing-upstream.ts';
export type { PlanRequest } from './plan.ts';
export { makePlan } from './plan.ts';
export type { Reason } from './reason.ts';
export type { NodeStep, Plan, PublishStep, ReusedNode, Step, StepId, TestStep, Tie } from './step.ts';
export { buildStepId } from './step.ts';
