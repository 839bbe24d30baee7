/** As Python prints a time in UTC: `2026-01-31T09:00:00.000000+00:00`. */
export const pythonTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('Z', '000+00:00');

/** A date or point in time as it is written, the way dbt says it: midnight and the machine's zone where it says none. */
export function isoDate(written: string): string {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      written.trim(),
    );
  if (!parts) return written;
  const [, day = '', time = '00:00:00', zone] = parts;
  const clock = time.length === 5 ? `${time}:00` : time;
  const offset =
    zone === undefined ? localOffset(`${day}T${clock}`) : zone.toUpperCase() === 'Z' ? '+00:00' : zone;
  return `${day}T${clock}${offset}`;
}

/** What the machine's clock is ahead of UTC at that time: `+02:00`. */
function localOffset(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset();
  const pad = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

/** A date or time as Python's datetimes are printed: `2024-01-01T00:00:00`. */
export function isoLocal(written: string): string {
  const day = written.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(day)) return `${day}T00:00:00`;
  return day.replace(/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/, '$1T$2:00').replace(/^(\S{10}) /, '$1T');
}
