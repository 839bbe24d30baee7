import { counted } from '../format/amounts.ts';

const units: readonly (readonly [name: string, seconds: number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `3 hours ago`. What lies in the future, by a clock that was set back, is `just now`. */
export function ago(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const unit = units.find(([, length]) => seconds >= length);
  return unit === undefined ? 'just now' : `${counted(Math.floor(seconds / unit[1]), unit[0])} ago`;
}
