import type { Adapter } from '../adapter/index.ts';

/** A test's arguments as its SQL wants them: relations are bound, names are as given. */
export interface DataTestInput {
  /** The tested relation, or a subquery where the test has a `where`. */
  readonly relation: string;
  readonly column: string | undefined;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly sql: Pick<Adapter, 'quote' | 'literal'>;
}

export interface DataTestSql {
  /** A query whose rows are the failures. */
  readonly failing: string;
  /**
   * An aggregate over the tested relation that is 0 exactly when no row fails. It lets the tests of a model be
   * one statement; a test that has none is run by itself.
   */
  readonly aggregate?: string;
}

export interface DataTestArgument {
  readonly name: string;
  readonly required: boolean;
  readonly type: 'text' | 'list' | 'number' | 'boolean' | 'relation' | 'scalar';
  readonly description: string;
}

/** A built-in data test. Pure. */
export interface DataTest {
  readonly name: string;
  readonly description: string;
  /** Whether it is about a column, the whole relation, or either. */
  readonly on: 'column' | 'relation' | 'either';
  readonly arguments: readonly DataTestArgument[];
  readonly build: (input: DataTestInput) => DataTestSql;
  /** What was expected, in a few words, for the report: `expected 0 to 1`. */
  readonly expectation: (input: Pick<DataTestInput, 'column' | 'arguments'>) => string;
}
