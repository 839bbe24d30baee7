/** The records of a CSV text as Python's csv module reads them: quotes may hold commas and line ends. */
function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  let hasField = false;
  const endField = (): void => {
    record.push(field);
    field = '';
    hasField = false;
  };
  const endRecord = (): void => {
    if (record.length > 0 || hasField || field !== '') endField();
    if (record.length > 0) records.push(record);
    record = [];
  };
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[index + 1] === '"') {
        field += '"';
        index++;
      } else quoted = false;
    } else if (char === '"' && field === '') {
      quoted = true;
      hasField = true;
    } else if (char === ',') {
      endField();
      hasField = true;
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[index + 1] === '\n') index++;
      endRecord();
    } else field += char;
  }
  endRecord();
  return records;
}

/** The rows below the line of column names; what is empty is null, as in dbt's fixtures. */
export function csvRows(text: string): Readonly<Record<string, string | null>>[] {
  const [header = [], ...records] = recordsOf(text);
  return records.map((record) =>
    Object.fromEntries(header.map((name, index) => [name, record[index] || null])),
  );
}
