export type { DataTest, DataTestArgument, DataTestInput, DataTestSql } from './data-test.ts';
