import type { MaterializationKind } from '../../publish/index.ts';
import { dropExisting } from './drop-existing.ts';

/** A view. It is created anew at promotion, since a view over a staged name would break when that is renamed. */
export const view: MaterializationKind = {
  name: 'view',
  readsThrough: true,
  build: (input) => {
    const main = { kind: 'create_view', relation: input.staged, query: input.query } as const;
    const discard = [{ kind: 'drop', relation: input.staged, object: 'view' }] as const;
    return {
      stage: [main],
      main,
      adds: false,
      staged: { relation: input.staged, kind: 'view' },
      promote: [
        ...dropExisting(input),
        { kind: 'create_view', relation: input.relation, query: input.publishedQuery },
        ...discard,
      ],
      discard,
    };
  },
};
