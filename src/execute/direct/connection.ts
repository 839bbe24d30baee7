import type { EngineResult, Rows, Session } from '../../adapter/index.ts';
import { unreachable } from '../../base/index.ts';
import type { Effect } from '../../compile/index.ts';

const nothing: Rows = { columns: [], rows: [] };

/**
 * A session as dbt uses one: a statement may begin a transaction, which stays open until it is committed, and is undone
 * by the first error.
 */
export class Connection {
  readonly session: Session;
  #open = false;

  constructor(session: Session) {
    this.session = session;
  }

  readonly perform = async (effect: Effect): Promise<EngineResult<Rows>> => {
    switch (effect.kind) {
      case 'begin':
        return this.#open ? done : this.#begin();
      case 'commit':
        return this.#open ? this.#end('commit') : done;
      case 'rollback':
        return this.#open ? this.#end('rollback') : done;
      case 'execute': {
        const begun = effect.begin && !this.#open ? await this.#begin() : done;
        if (!begun.ok) return begun;
        const result = effect.fetch
          ? await this.session.query(effect.sql, effect.limit === undefined ? {} : { limit: effect.limit })
          : await this.#run(effect.sql);
        if (!result.ok && this.#open) await this.#end('rollback');
        return result;
      }
      default:
        return unreachable(effect);
    }
  };

  /** What is left of a node whose work is over: an open transaction is undone. */
  async release(): Promise<void> {
    if (this.#open) await this.#end('rollback');
    this.session.release();
  }

  async #run(sql: string): Promise<EngineResult<Rows>> {
    const result = await this.session.run(sql);
    return result.ok ? done : result;
  }

  async #begin(): Promise<EngineResult<Rows>> {
    const begun = await this.#run('begin');
    this.#open = begun.ok;
    return begun;
  }

  async #end(how: 'commit' | 'rollback'): Promise<EngineResult<Rows>> {
    this.#open = false;
    return this.#run(how);
  }
}

const done: EngineResult<Rows> = { ok: true, value: nothing };
