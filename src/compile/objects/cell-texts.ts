import { PyTimedelta, toText } from '../../template/index.ts';

/** `1 year 2 days 03:04:05` as Python prints a timedelta; a month has 30 days in it. */
export function intervalText(text: string): string {
  const match =
    /^(?:(-?\d+) years? ?)?(?:(-?\d+) months? ?)?(?:(-?\d+) days? ?)?(?:(-)?(\d+):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?$/.exec(
      text,
    );
  if (match === null) return text;
  const [years = 0n, months = 0n, days = 0n] = match.slice(1, 4).map((part) => BigInt(part ?? 0));
  const [hours = 0n, minutes = 0n, seconds = 0n] = match.slice(5, 8).map((part) => BigInt(part ?? 0));
  const clock =
    ((hours * 60n + minutes) * 60n + seconds) * 1_000_000n + BigInt((match[8] ?? '').padEnd(6, '0'));
  const wholeDays = (years * 12n + months) * 30n + days;
  return toText(new PyTimedelta(wholeDays * 86_400_000_000n + (match[4] === '-' ? -clock : clock)));
}

/** `10:11:12.5` as Python prints a time. */
export const timeText = (text: string): string =>
  text.replace(/\.(\d{1,6})\d*/, (_, fraction: string) => `.${fraction.padEnd(6, '0')}`);

const escapes = new Map([
  [9, '\\t'],
  [10, '\\n'],
  [13, '\\r'],
  [92, '\\\\'],
]);

/** Bytes in hexadecimal digits as Python prints bytes: `b'…'`. */
export function bytesText(digits: string): string {
  const bytes = [...Buffer.from(digits, 'hex')];
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  const text = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === quote) return `\\${quote}`;
    const plain = byte >= 32 && byte < 127 ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
    return escapes.get(byte) ?? plain;
  });
  return `b${quote}${text.join('')}${quote}`;
}
