import type { Column, Session } from '../adapter/index.ts';
import { type Diagnostic, error, type Failed, fail, type Location, ok, type Result } from '../base/index.ts';
import { notOneQuery, type SqlText } from '../compile/index.ts';
import { type Blamed, engineDiagnostic } from './engine-diagnostic.ts';

/** An error when the text is not one query, as far as that can be told without asking the database. */
export function checkQuery(sql: SqlText, given: Blamed): Result<readonly Column[]> {
  const { label } = given;
  const blame = atQuery(sql, given);
  const wrong = notOneQuery(sql.text);
  if (wrong?.kind === 'no query') {
    return refused(`${label} is not a query: it begins with ${wrong.word}`, blame, {
      location: sql.locate(wrong.offset, wrong.word.length) ?? blame.location,
      hint: 'a model is one SELECT, of which its table or view is made; other statements can be hooks',
    });
  }
  if (wrong?.kind === 'second statement') {
    return refused(`${label} has more than one statement`, blame, {
      location: sql.locate(wrong.offset) ?? blame.location,
      hint: 'a model is one SELECT; other statements can be hooks, other SELECTs models of their own',
    });
  }
  return ok([]);
}

function atQuery(sql: SqlText, given: Blamed): Blamed {
  const [begin] = /\S+/.exec(sql.text) ?? [''];
  return { ...given, location: sql.locate(sql.text.indexOf(begin), begin.length) ?? given.location };
}

/** The columns that a model's query gives; an error when it is not one query that can become a table. */
export async function queryColumns(
  sql: SqlText,
  given: Blamed,
  session: Session,
): Promise<Result<readonly Column[]>> {
  const checked = checkQuery(sql, given);
  if (!checked.ok) return checked;
  const { label } = given;
  const blame = atQuery(sql, given);
  const described = await session.describe(sql.text);
  if (!described.ok) {
    if (!described.error.message.startsWith('the query gives no columns'))
      return fail(engineDiagnostic(described.error, { ...blame, sql }));
    return refused(`${label} gives no columns`, blame);
  }
  const twice = duplicateColumn(described.value.map(({ name }) => name));
  if (described.value.length === 0) return refused(`${label} gives no columns`, blame);
  if (twice === undefined) return ok(described.value);
  return refused(`${label} has two columns called "${twice}"`, blame, {
    location: aliasPlace(sql, twice) ?? blame.location,
    hint: `give one of them another name, or leave it out: select * exclude (${twice})`,
  });
}

/**
 * Whether a table may come from a query with two columns of one name: DuckDB calls the second of them `name_1`. To ask
 * a table for its columns takes much less than to ask a query.
 */
export async function mayHaveTwice(table: string, session: Session): Promise<boolean> {
  const described = await session.describe(`from ${table}`);
  if (!described.ok) return true;
  const names = new Set(described.value.map(({ name }) => name.toLowerCase()));
  for (const name of names) {
    const [, first] = /^(.*)_\d+$/s.exec(name) ?? [];
    if (first !== undefined && names.has(first)) return true;
  }
  return false;
}

const refused = (message: string, { location }: Blamed, parts: Partial<Diagnostic> = {}): Failed =>
  fail(error('A5020', message, { location, ...parts }));

function duplicateColumn(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.toLowerCase())) return name;
    seen.add(name.toLowerCase());
  }
  return undefined;
}

/** Where the column is given its name, if that is in the model itself. */
function aliasPlace(sql: SqlText, column: string): Location | undefined {
  const at = sql.text.lastIndexOf(` as ${column}`);
  return at === -1 ? undefined : sql.locate(at + 4, column.length);
}
