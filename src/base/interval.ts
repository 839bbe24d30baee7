/** A half-open span of time in UTC: from `start` up to, not including, `end`, in milliseconds since the epoch. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}
