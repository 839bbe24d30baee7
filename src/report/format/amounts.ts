const groups = /\B(?=(?:\d{3})+$)/g;

/** `2,998,112`. A formatter of Intl takes milliseconds to make. */
export const count = (amount: number | bigint): string =>
  String(typeof amount === 'bigint' ? amount : Math.round(amount)).replace(groups, ',');

/** `1 row`, `2,998,112 rows`. */
export function counted(amount: number, one: string, many: string = `${one}s`): string {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}

/** One unit, or two that belong together: `0.02s`, `1.21s`, `12.4s`, `1m 15s`, `2h 05m`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)}s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}m ${pad(whole % 60)}s`;
  return `${count(Math.floor(minutes / 60))}h ${pad(minutes % 60)}m`;
}

/** For something that still runs, where hundredths would only flicker: `0.8s`, `12s`, `1m 15s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  return seconds < 59.5 ? `${Math.round(seconds)}s` : duration(milliseconds);
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Powers of 1000, as disks are sold and DuckDB counts: `512 B`, `1.5 MB`. */
export function bytes(amount: number): string {
  let rest = amount;
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  const digits = unit === 0 || rest >= 99.95 ? rest.toFixed(0) : rest.toFixed(1);
  return `${digits} ${units[unit]}`;
}

/** A share as people read it: `0.007 %`, `4.2 %`, `62 %`; never rounded to nothing or to everything. */
export function percent(part: number, whole: number): string {
  if (part <= 0 || whole <= 0) return '0 %';
  const share = (part / whole) * 100;
  if (part >= whole) return `${share.toFixed(0)} %`;
  if (share < 0.001) return 'under 0.001 %';
  if (share < 1) return `${Number(share.toPrecision(1))} %`;
  if (share < 10) return `${share.toFixed(1)} %`;
  return `${Math.min(99, Math.round(share))} %`;
}

const pad = (part: number): string => String(part).padStart(2, '0');
