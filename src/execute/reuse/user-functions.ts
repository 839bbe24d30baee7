import type { DefinedFunction, DefinedType, EngineResult, Session } from '../../adapter/index.ts';
import { readSql, typeKey, type UserFunctions } from '../../fingerprint/index.ts';
import type { SourceTableRecord } from '../../state/index.ts';

/** They are recorded among the tables that sources are. */
export const functionsRecord = 'functions';

/** The functions and types that were recorded where nobody has written to the warehouse since, else those that there are. */
export async function userFunctions(
  record: SourceTableRecord | undefined,
  isSealed: boolean,
  { session, isNew }: { readonly session: Session; readonly isNew: boolean },
): Promise<EngineResult<{ readonly functions: UserFunctions; readonly fresh?: SourceTableRecord }>> {
  if (isSealed && record !== undefined) {
    const functions = parsed(record.version);
    if (functions !== undefined) return { ok: true, value: { functions } };
  }
  const found = isNew ? nothing : await session.definedFunctions();
  if (!found.ok) return found;
  const types = isNew ? nothing : await session.definedTypes();
  if (!types.ok) return types;
  const functions = withMeanings(found.value, types.value);
  const version = JSON.stringify([...functions]);
  return { ok: true, value: { functions, ...(version !== record?.version && { fresh: { version } }) } };
}

/** DuckDB goes through all of its three thousand functions to find those of users. */
const nothing = { ok: true, value: [] } as const;

function withMeanings(defined: readonly DefinedFunction[], types: readonly DefinedType[]): UserFunctions {
  const functions = new Map<string, { says: string; isSteady: boolean }>();
  for (const { name, parameters, body } of defined) {
    const { meaning, volatile, elsewhere } = readSql(
      isQuery.test(body) ? body : `select ${body}`,
      () => false,
    );
    const before = functions.get(name.toLowerCase());
    const says = `${parameters} ${meaning}`;
    functions.set(name.toLowerCase(), {
      says: before === undefined ? says : `${before.says}; ${says}`,
      isSteady: before?.isSteady !== false && volatile.length === 0 && elsewhere.length === 0,
    });
  }
  for (const { name, definition } of types) {
    const before = functions.get(typeKey(name))?.says;
    const says = before === undefined ? definition : `${before}; ${definition}`;
    functions.set(typeKey(name), { says, isSteady: true });
  }
  return functions;
}

const isQuery = /^\s*(select|with|from|values|pivot|unpivot)\b/i;

function parsed(json: string): UserFunctions | undefined {
  try {
    return new Map(JSON.parse(json) as [string, { says: string; isSteady: boolean }][]);
  } catch {
    return undefined;
  }
}
