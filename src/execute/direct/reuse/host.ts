import type { Adapter, Warehouse } from '../../../adapter/index.ts';
import type { Clock } from '../../../base/index.ts';
import type { DirectSettings } from '../../../compile/index.ts';
import type { Connection } from '../connection.ts';

/** What reuse needs of the run that it is a part of. */
export interface ReuseHost {
  readonly settings: {
    readonly adapter: Adapter;
    readonly warehouse: Warehouse;
    readonly clock: Clock;
    readonly compile: DirectSettings;
  };
  connect(): Promise<Connection>;
  disconnect(connection: Connection): Promise<void>;
}
