import type { ModelConfig, SeedConfig } from '../config-types.ts';

/** Configs that are right by themselves and not together. `path` starts with the key that the message is shown at. */
export interface Finding {
  readonly message: string;
  readonly path: readonly [string, ...(string | number)[]];
  readonly hint?: string;
  /** The key has no effect; where project.yml gives it to a whole folder, nobody meant this node. */
  readonly unused?: boolean;
}

type Rule<C> = (config: C) => Finding[];

const strategyNeedsKey: Rule<ModelConfig> = ({ materialized, incrementalStrategy: strategy, uniqueKey }) =>
  materialized === 'incremental' &&
  uniqueKey.length === 0 &&
  (strategy === 'merge' || strategy === 'delete+insert')
    ? [
        {
          message: `the strategy '${strategy}' needs a unique_key`,
          path: ['incremental_strategy'],
          hint: `name the column or columns that tell rows apart, or use 'append'`,
        },
      ]
    : [];

const replaceNeedsPredicates: Rule<ModelConfig> = ({
  incrementalStrategy,
  incrementalPredicates,
  uniqueKey,
}) => {
  if (incrementalStrategy !== 'replace_where') return [];
  if (incrementalPredicates === undefined || incrementalPredicates.length === 0)
    return [
      {
        message: `the strategy 'replace_where' needs incremental_predicates`,
        path: ['incremental_strategy'],
        hint: `give the condition for the rows that a run replaces: "day >= date '2024-01-01'"`,
      },
    ];
  if (uniqueKey.length === 0) return [];
  return [
    {
      message: `unique_key has no effect with the strategy 'replace_where'`,
      path: ['unique_key'],
      hint: 'remove it, or use delete+insert',
    },
  ];
};

const strategyNeedsIncremental: Rule<ModelConfig> = ({ materialized, incrementalStrategy }) =>
  incrementalStrategy !== undefined && materialized !== 'incremental'
    ? [
        {
          message: `incremental_strategy has no effect on a model that is materialized as '${materialized}'`,
          path: ['incremental_strategy'],
          hint: 'set materialized: incremental, or remove it',
          unused: true,
        },
      ]
    : [];

const stored = (materialized: string): boolean => materialized !== 'view' && materialized !== 'ephemeral';

const parquetNeedsTable: Rule<ModelConfig> = ({ materialized, format }) =>
  format === 'parquet' && !stored(materialized)
    ? [
        {
          message: `format: parquet has no effect on a model that is materialized as '${materialized}'`,
          path: ['format'],
          hint: 'set materialized: table or incremental, or remove it',
          unused: true,
        },
      ]
    : [];

const partitionsNeedParquet: Rule<ModelConfig> = ({ format, partitionBy }) =>
  partitionBy.length > 0 && format !== 'parquet'
    ? [
        {
          message: 'partition_by needs format: parquet',
          path: ['partition_by'],
          hint: 'add format: parquet, or remove it',
          unused: true,
        },
      ]
    : [];

const updateOrExclude: Rule<ModelConfig> = ({ mergeUpdateColumns, mergeExcludeColumns }) =>
  mergeUpdateColumns !== undefined && mergeExcludeColumns !== undefined
    ? [
        {
          message: 'merge_update_columns and merge_exclude_columns cannot both be set',
          path: ['merge_exclude_columns'],
          hint: 'keep one of them',
        },
      ]
    : [];

const oneCharacter: Rule<SeedConfig> = ({ delimiter }) =>
  [...delimiter].length === 1
    ? []
    : [{ message: `'delimiter' must be one character, not '${delimiter}'`, path: ['delimiter'] }];

export const modelRules: readonly Rule<ModelConfig>[] = [
  strategyNeedsKey,
  replaceNeedsPredicates,
  strategyNeedsIncremental,
  parquetNeedsTable,
  partitionsNeedParquet,
  updateOrExclude,
];

export const seedRules: readonly Rule<SeedConfig>[] = [oneCharacter];
