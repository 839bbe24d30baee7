// @ts-check

/**
 * Payments on both sides of every line that the two criteria draw, as of a date, each of a customer of its own.
 * @param {import('./shared/dates.mjs').Calendar} calendar @param {number} asOf
 */
export function edgeCases(calendar, asOf) {
  const due = asOf - 100;
  const start = calendar.plusMonths(asOf, -6);
  /** The latest day of purchase from which a due day is three calendar months away. @param {number} due */
  const threeMonthsBefore = (due) => {
    let day = due - 88;
    while (calendar.plusMonths(day, 3) > due) day--;
    return day;
  };
  // A 31st whose third month after has no 31st: its payment is due on that month's last day.
  let monthEnd = asOf - 125;
  while (
    !(
      calendar.iso(monthEnd).endsWith('-31') &&
      !calendar.iso(calendar.plusMonths(monthEnd, 3)).endsWith('-31')
    )
  ) {
    monthEnd--;
  }
  const clamped = calendar.plusMonths(monthEnd, 3);
  const long = threeMonthsBefore(due);

  /** @type {[name: string, bought: number, due: number, paid: number | null][]} */
  const cases = [
    ['paid on the day', long, due, due],
    ['paid early', long, due, due - 5],
    ['paid 15 days late', long, due, due + 15],
    ['paid 16 days late', long, due, due + 16],
    ['paid 30 days late, due after 3 months', long, due, due + 30],
    ['paid 31 days late, due after exactly 3 months', long, due, due + 31],
    ['paid 31 days late, due a day before 3 months', long + 1, due, due + 31],
    ['paid 31 days late, due after 1 month', due - 30, due, due + 31],
    ['unpaid for 15 days', threeMonthsBefore(asOf - 15), asOf - 15, null],
    ['unpaid for 16 days', threeMonthsBefore(asOf - 16), asOf - 16, null],
    ['unpaid for 30 days, due after 3 months', threeMonthsBefore(asOf - 30), asOf - 30, null],
    ['unpaid for 31 days, due after exactly 3 months', threeMonthsBefore(asOf - 31), asOf - 31, null],
    ['unpaid for 31 days, due a day before 3 months', threeMonthsBefore(asOf - 31) + 1, asOf - 31, null],
    ['due on the first day of the window, 31 days late', threeMonthsBefore(start), start, start + 31],
    ['due a day before the window, unpaid', threeMonthsBefore(start - 1), start - 1, null],
    ['due a day before the date, unpaid', asOf - 40, asOf - 1, null],
    ['due on the date, unpaid', asOf - 40, asOf, null],
    ['16 days late, paid on the date', asOf - 60, asOf - 16, asOf],
    ['due 15 days before the date, paid a day after it', asOf - 60, asOf - 15, asOf + 1],
    ['due 16 days before the date, paid a day after it', asOf - 60, asOf - 16, asOf + 1],
    [
      'month end: bought on a 31st, due on the last day 3 months on, 31 days late',
      monthEnd,
      clamped,
      clamped + 31,
    ],
    [
      'month end: bought on a 31st, due the day before that, 31 days late',
      monthEnd,
      clamped - 1,
      clamped + 30,
    ],
    [
      'month end: bought on the 1st after, due on that last day, 31 days late',
      monthEnd + 1,
      clamped,
      clamped + 31,
    ],
  ];
  return cases.map(([name, bought, due, paid]) => ({ name, bought, due, paid }));
}
