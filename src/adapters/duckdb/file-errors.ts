/**
 * What is wrong with a file, without the reader's list of all its settings: file, line and column first, then
 * what was expected, then the line itself.
 */
export function compactFileError(message: string): string {
  if (message.startsWith('Error when sniffing file')) return sniffing(message);
  const line = /^CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (line === undefined) return message.replace(/\n+(Possible |Candidate)[\s\S]*$/, '').trim();
  const original = /^Original Line: ?(.*)$/m.exec(message)?.[1];
  const file = /^ {2}file = (.*)$/m.exec(message)?.[1];
  const column = /^Error when converting column "(.*?)"\. /m.exec(message)?.[1];
  const place = [file, `line ${line}`, column === undefined ? undefined : `column "${column}"`];
  const where = place.filter((part) => part !== undefined).join(', ');
  const text = original === undefined ? '' : `\n${shorten(original)}`;
  return `${where}: ${csvReason(message)}${text}`;
}

function csvReason(message: string): string {
  const counts = /^Expected Number of Columns: (\d+) Found: (\d+)/m.exec(message);
  if (counts !== null) return `expected ${counts[1]} columns, found ${counts[2]}`;
  const conversion = /^Error when converting column ".*?"\. (.*)$/m.exec(message)?.[1];
  if (conversion !== undefined) return conversion.charAt(0).toLowerCase() + conversion.slice(1);
  const lines = message.split('\n').slice(1);
  return lines.find((line) => line !== '' && !line.startsWith('Original Line:')) ?? 'malformed';
}

function sniffing(message: string): string {
  const file = /^Error when sniffing file "(.*?)"/.exec(message)?.[1] ?? 'the file';
  const delimiter = /^Delimiter Candidates: ('.*')$/m.exec(message)?.[1] ?? '';
  const by = delimiter === '' ? '' : ` separated by ${delimiter.replace(/, (?=[^,]*$)/, ' or ')}`;
  return `${file}: not a CSV file with rows${by} of one length`;
}

const longest = 200;

const shorten = (line: string): string => (line.length > longest ? `${line.slice(0, longest)}…` : line);
