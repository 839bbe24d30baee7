import type { NodeId } from '../../../base/index.ts';
import { compileNode, overriddenMacros, type Rendering, settle } from '../../../compile/index.ts';
import { foundInSql, type ReadHere, type Unprovable } from '../../../fingerprint/index.ts';
import type { BuildableNode, TestNode } from '../../../manifest/index.ts';
import type { Connection } from '../connection.ts';
import type { ReuseHost } from './host.ts';

/** What a rendering came to, as far as the next one might come to something else. */
interface Rendered {
  readonly sql: string;
  readonly hasAsked: boolean;
  readonly isBound: boolean;
}

/** Whether a statement only reads; in doubt it does not. */
const onlyReads = (sql: string): boolean =>
  /^\s*(\(|select|from|with|describe|show|summarize|values)\b/i.test(
    sql.replace(/^(\s|--[^\n]*\n|\/\*.*?\*\/)+/s, ''),
  ) &&
  !/\b(insert|update|delete|merge|create|drop|alter|copy|attach|detach|call|truncate|set|install|load|nextval|export|import)\b/i.test(
    sql,
  );

/** The renderings of a run: what they asked the database, and what SQL came of them. */
export class Renderings {
  /** Whether a template may have written to the database. */
  hasWritten = false;
  readonly #last = new Map<NodeId, Rendered>();

  note(node: NodeId, sql: string, { effects }: Rendering): void {
    const { statements, isBound } = effects;
    if (!statements.every(onlyReads)) this.hasWritten = true;
    this.#last.set(node, { sql, hasAsked: statements.length > 0, isBound });
  }

  /**
   * Why the same templates could come to other data the next time, by how they were rendered in this run. An incremental
   * model is rendered both ways, since the next run may go the other one; nothing is asked for that.
   */
  async foundIn(
    node: BuildableNode | TestNode,
    read: ReadHere,
    run: ReuseHost,
    connection: () => Promise<Connection>,
  ): Promise<readonly Unprovable[]> {
    if (node.resource === 'seed') return [];
    const last = this.#last.get(node.id);
    if (last === undefined || last.hasAsked) return [asksTheDatabase];
    const isIncremental = node.resource === 'model' && node.config.materialized === 'incremental';
    if (!isIncremental && !last.isBound) return foundInSql(last.sql, read);
    const found: Unprovable[] = [];
    for (const adds of isIncremental ? [true, false] : [false]) {
      const sql = await renderedAs(node, adds, run, await connection());
      if (sql === undefined) return [asksTheDatabase];
      found.push(...foundInSql(sql, read));
    }
    return found;
  }
}

const asksTheDatabase: Unprovable = { kind: 'template', name: 'queries of the database' };

/** The node's SQL if it adds to its relation or does not; undefined if it depends on anything else of the database. */
async function renderedAs(
  node: BuildableNode | TestNode,
  adds: boolean,
  run: ReuseHost,
  connection: Connection,
): Promise<string | undefined> {
  const { compile } = run.settings;
  const overrides = { is_incremental: adds, should_full_refresh: false };
  const wrap = overriddenMacros(overrides, compile, node.package);
  const { result, rendering } = await settle(connection.perform, (log) =>
    compileNode(node, { ...compile, emit: () => undefined }, log, { wrap }),
  );
  return result.ok && !rendering.effects.isBound ? result.value.text : undefined;
}
