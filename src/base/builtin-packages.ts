/** The packages that every dbt project has without installing them; of two macros of one name the first package's counts. */
export const builtinPackages = ['dbt_duckdb', 'dbt'] as const;

/** Whether a file is one of theirs, as places name it: `dbt/macros/running/statement.sql`. */
export const isBuiltinFile = (file: string): boolean =>
  builtinPackages.some((name) => file.startsWith(`${name}/macros/`));
