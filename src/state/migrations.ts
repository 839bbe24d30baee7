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
  {
    version: 2,
    name: 'what it was built from',
    statements: [
      'alter table _assay.published add column fingerprint varchar',
      'alter table _assay.published add column parts varchar',
      'alter table _assay.published add column version varchar',
      'alter table _assay.published add column contents varchar',
      'alter table _assay.published add column seconds double',
      'alter table _assay.published add column builder varchar',
      'alter table _assay.published add column shows varchar',
      `create table _assay.tested (
        node_id varchar not null,
        schema_name varchar not null,
        fingerprint varchar not null,
        parts varchar not null,
        tested_at timestamp not null,
        seconds double not null
      )`,
      `create table _assay.files (
        path varchar not null,
        stamp varchar not null,
        hash varchar not null
      )`,
      `create table _assay.source_tables (
        node_id varchar not null,
        version varchar not null,
        contents varchar
      )`,
      'create table _assay.sealed (mark varchar not null)',
    ],
  },
];
