import { setFlagsFromString } from 'node:v8';

/** The flag of each V8 that Node has: 20 has 11, 22 has 12, 24 has 13. An unknown flag would be complained of. */
const flags: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=600000',
  12: '--invocation-count-for-turbofan=20000',
  13: '--invocation-count-for-turbofan=20000',
};

/**
 * Lets code run longer before V8 optimises it: a command is over before most of what it optimises has paid for
 * that. A cold compile of 1,000 models takes a third less processor time.
 */
export function optimizeLater(): void {
  const flag = flags[process.versions.v8.split('.')[0]!];
  if (flag !== undefined) setFlagsFromString(flag);
}
