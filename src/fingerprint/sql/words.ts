/** DuckDB's keywords by category, as `duckdb_keywords()` has them. A test compares. */
export const keywords = {
  reserved: `
    all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
    create default deferrable desc describe distinct do else end except false fetch for foreign from
    group having in initially intersect into lambda lateral leading limit not null offset on only or
    order pivot pivot_longer pivot_wider placing primary qualify references returning select show some
    summarize symmetric table then to trailing true union unique unpivot using variadic when where
    window with`,
  typeOrFunction: `
    anti asof at authorization binary by collation columns concurrently cross freeze full generated
    glob ilike inner is isnull join left like map natural notnull outer overlaps positional right semi
    similar struct tablesample try_cast unpack verbose`,
  columnName: `
    between bigint bit boolean char character coalesce dec decimal exists extract float grouping
    grouping_id inout int integer interval national nchar none nullif numeric out overlay position
    precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes
    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
    xmltable`,
  unreserved: `
    abort absolute access action add admin after aggregate also alter always assertion assignment
    attach attribute backward before begin cache call called cascade cascaded catalog centuries
    century chain characteristics checkpoint class close cluster comment comments commit committed
    compression configuration conflict connection constraints content continue conversion copy cost
    csv cube current cursor cycle data database day days deallocate decade decades declare defaults
    deferred definer delete delimiter delimiters depends detach dictionary disable discard document
    domain double drop each enable encoding encrypted enum error escape event exclude excluding
    exclusive execute explain export export_state extension extensions external family filter first
    following force forward function functions global grant granted groups handler header hold hour
    hours identity if ignore immediate immutable implicit import include including increment index
    indexes inherit inherits inline input insensitive insert install instead invoker isolation json
    key label language large last leakproof level listen load local location lock locked logged macro
    mapping match matched materialized maxvalue merge method microsecond microseconds millennia
    millennium millisecond milliseconds minute minutes minvalue mode month months move name names new
    next no nothing notify nowait nulls object of off oids old operator option options ordinality
    others over overriding owned owner parallel parser partial partition partitioned passing password
    percent persistent plans policy pragma preceding prepare prepared preserve prior privileges
    procedural procedure program publication quarter quarters quote range read reassign recheck
    recursive ref referencing refresh reindex relative release rename repeatable replace replica reset
    respect restart restrict returns revoke role rollback rollup rows rule sample savepoint schema
    schemas scope scroll search second seconds secret security sequence sequences serializable server
    session set sets share simple skip snapshot sorted source sql stable standalone start statement
    statistics stdin stdout storage stored strict strip subscription sysid system tables tablespace
    target temp template temporary text ties transaction transform trigger truncate trusted type types
    unbounded uncommitted unencrypted unknown unlisten unlogged until update use user vacuum valid
    validate validator value variable varying version view views virtual volatile week weeks
    whitespace within without work wrapper write xml year years yes zone`,
};

/** DuckDB's own types whose case is shown nowhere. That of JSON is, in the names of unnamed columns. */
export const types = `
  array bigint bignum binary bit bitstring blob bool boolean bpchar bytea char character date datetime
  dec decimal double enum float float4 float8 geometry guid hugeint int int1 int128 int16 int2 int32
  int4 int64 int8 integer integral interval list logical long map nchar numeric nvarchar oid
  real row short signed smallint string struct text time time_ns timestamp timestamp_ms timestamp_ns
  timestamp_s timestamp_us timestamptz timetz tinyint ubigint uhugeint uint128 uint16 uint32
  uint64 uint8 uinteger union usmallint utinyint uuid varbinary varchar variant varint`;

/** What can follow the number of an interval. */
const units = `
  year years quarter quarters month months week weeks day days hour hours minute minutes second seconds
  millisecond milliseconds microsecond microseconds decade decades century centuries millennium millennia`;

/** Functions which the catalog says can give something else for the same inputs. A test compares. */
export const volatileFunctions = `
  current_connection_id current_database current_date current_query current_query_id current_schema
  current_schemas current_transaction_id currval error gen_random_uuid get_current_time
  get_current_timestamp in_search_path nextval now random setseed sleep_ms stats today
  transaction_timestamp txid_current uuid uuidv4 uuidv7 write_log`;

/**
 * Functions of which the catalog does not say so: they depend on the session or its settings, sample, or are macros
 * that ask for the time or read the catalog.
 */
export const silentlyVolatileFunctions = `
  ago current_catalog current_localtime current_localtimestamp current_setting format_type get_block_size
  getenv getvariable pg_conf_load_time pg_get_constraintdef pg_get_viewdef pg_postmaster_start_time
  reservoir_quantile`;

/** Words that are calls without parentheses, unless there is a column of that name. `user` always is a constant. */
export const volatileWords = `
  current_catalog current_date current_role current_schema current_time current_timestamp current_user
  localtime localtimestamp session_user`;

/** Table functions that make their rows of their arguments alone. */
const calculatedTables = `
  generate_series json_each json_tree range repeat repeat_row test_all_types test_vector_types unnest`;

/** What a word is known for; a word can be several of these. */
export const Known = {
  reserved: 1,
  typeOrFunction: 2,
  columnName: 4,
  unreserved: 8,
  type: 16,
  unit: 32,
  volatileFunction: 64,
  volatileWord: 128,
  calculatedTable: 256,
} as const;

const lists: readonly (readonly [number, string])[] = [
  [Known.reserved, keywords.reserved],
  [Known.typeOrFunction, keywords.typeOrFunction],
  [Known.columnName, keywords.columnName],
  [Known.unreserved, keywords.unreserved],
  [Known.type, types],
  [Known.unit, units],
  [Known.volatileFunction, `${volatileFunctions} ${silentlyVolatileFunctions} age`],
  [Known.volatileWord, volatileWords],
  [Known.calculatedTable, calculatedTables],
];

const flagsOfWord = new Map<string, number>();
for (const [flag, list] of lists) {
  for (const word of list.trim().split(/\s+/)) flagsOfWord.set(word, (flagsOfWord.get(word) ?? 0) | flag);
}

/** Each known word has a number, its index here. */
export const words: readonly string[] = [...flagsOfWord.keys()];
export const flagsOfNumber = Uint16Array.from(flagsOfWord.values());

/** The number of a word that is known to be one. */
export function numberOf(word: string): number {
  const number = words.indexOf(word);
  if (number < 0) throw new Error(`${word} is no known word`);
  return number;
}

/** What the text of a word in any case is known for. */
export function knownFor(text: string): number {
  return flagsOfWord.get(text.toLowerCase()) ?? 0;
}

/**
 * Words are looked up in a text without making a string of each, which would take most of the time of reading it:
 * by a hash over their characters with the bit of lower case set.
 */
const slots = new Int16Array(4096).fill(-1);
const codes = words.map((word) => Uint8Array.from(word, (letter) => letter.charCodeAt(0) | 32));

/** One step of the hash of a word. */
export const hashStep = (hash: number, code: number) => (Math.imul(hash, 31) + (code | 32)) | 0;

const slotOf = (hash: number) => (hash ^ (hash >>> 12)) & 4095;

words.forEach((word, number) => {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, word.charCodeAt(at));
  let slot = slotOf(hash);
  while (slots[slot] !== -1) slot = (slot + 1) & 4095;
  slots[slot] = number;
});

/** The number of the word at a place of a text, or -1. */
export function lookUp(text: string, start: number, end: number, hash: number): number {
  for (let slot = slotOf(hash); ; slot = (slot + 1) & 4095) {
    const number = slots[slot]!;
    if (number === -1) return -1;
    const word = codes[number]!;
    if (word.length !== end - start) continue;
    let at = 0;
    while (at < word.length && word[at] === (text.charCodeAt(start + at) | 32)) at++;
    if (at === word.length) return number;
  }
}
