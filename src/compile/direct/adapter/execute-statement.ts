import { Table } from '../../objects/table.ts';
import { emptyTable, tableData } from '../../objects/table-data.ts';
import type { Rendering } from '../rendering.ts';
import { AdapterResponse } from '../statements.ts';

/** Has a statement run; its rows, where they are wanted, are waited for when somebody looks at them. */
export function execute(
  rendering: Rendering,
  statement: {
    readonly sql: string;
    readonly begin: boolean;
    readonly fetch: boolean;
    readonly limit?: number;
  },
): { readonly response: AdapterResponse; readonly table: Table } {
  const begin = statement.begin && !(rendering.settings.project.target.profile?.disableTransactions ?? false);
  const answer = rendering.effects.queue({ kind: 'execute', ...statement, begin });
  const print = (text: string): void => rendering.say(text, 'print');
  const table = new Table(statement.fetch ? () => tableData(answer()) : () => emptyTable, print);
  return { response: new AdapterResponse(), table };
}
