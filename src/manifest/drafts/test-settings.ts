import type { AlikeTests } from './alike-tests.ts';
import type { DraftSettings } from './draft.ts';
import type { TestSignature } from './test-arguments.ts';

export interface TestSettings extends DraftSettings {
  /** What the built-in tests take; none where tests are macros throughout. */
  readonly tests: ReadonlyMap<string, TestSignature>;
  readonly alike: AlikeTests;
}
