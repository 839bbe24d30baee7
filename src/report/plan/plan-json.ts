import type { PlanReport } from './plan-report.ts';

/** What a program reads: everything that is known, with old and new values. */
export const planJson = ({ plan, orphans }: PlanReport): Record<string, unknown> => ({
  nodes: plan.nodes.map(({ since, ...each }) => ({ ...each, ...sinceOf(since) })),
  tests: plan.tests.map(({ since, ...each }) => ({ ...each, ...sinceOf(since) })),
  orphans,
});

const sinceOf = (since: number | undefined) =>
  since === undefined ? {} : { since: new Date(since).toISOString() };
