export { type CompiledTest, compileTest, type TestSettings } from './compile-test.ts';
export type { DataTest, DataTestArgument, DataTestInput, DataTestSql } from './data-test.ts';
export { type BoundTest, runTests, type TestResult } from './run-tests.ts';
