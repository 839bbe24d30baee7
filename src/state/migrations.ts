/** A change of the state's schema. Never edited once released: a mistake is mended by the next one. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'what is published',
    statements: [
      `create table _assay.published (
        node_id varchar not null,
        relation varchar not null,
        run_id varchar not null,
        published_at timestamp not null,
        row_count bigint,
        sql_hash varchar not null,
        location varchar
      )`,
    ],
  },
];
