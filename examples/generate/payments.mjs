// @ts-check
// Transactions and the payments due for them, two files of an object a line. See ../payments/INPUT.md.
import { join } from 'node:path';
import { edgeCases } from './payments-edges.mjs';
import { Calendar, ZONES } from './shared/dates.mjs';
import { LineFile } from './shared/output.mjs';

const FIRST_DAY = '2023-11-01';
const ANY = [
  'duplicate',
  'correction',
  'date_format',
  'time_zone',
  'number_as_text',
  'broken_json',
  'null_key',
  'wrong_type',
];
const KINDS = {
  transactions: [...ANY, 'unicode', 'null_customer', 'null_date', 'negative_amount'],
  payments: [...ANY, 'orphan_key', 'future', 'null_date', 'negative_amount'],
};
const PLACES = ['Bakery', 'Book shop', 'Corner "24/7" shop', 'Garage', 'Pharmacy'];
const UNICODE = ['Padaria São João', 'Bücherstube', '喫茶店 さくら', 'Чайная', 'Café 🥐'];

/** @typedef {Record<string, string | number | null>} Fields */
/** @typedef {keyof typeof KINDS} Source */

/** @param {import('./generate.mjs').Job} job */
export function generate({ rows, days, out, random, dirt, asOf }) {
  const calendar = new Calendar(FIRST_DAY);
  const files = {
    transactions: new LineFile(join(out, 'transactions.json')),
    payments: new LineFile(join(out, 'payments.json')),
  };
  const customers = Math.ceil(rows / 20);
  let left = rows;

  /** @param {Source} source @param {Fields} record @param {string} kind */
  const write = (source, record, kind) => {
    if (left === 0) return;
    left--;
    let line = JSON.stringify(record);
    if (kind === 'broken_json') line = line.slice(0, random.int(1, line.length - 1));
    files[source].line(line);
    dirt.line(source);
    dirt.count(source, kind);
  };

  /**
   * A record with its dirt, in all its versions: a correction can come before what it corrects.
   * @param {Source} source @param {Fields} record @param {string} kind
   * @param {string} when the field of the date that can be wrong @param {number} day that date
   */
  const writeAll = (source, record, kind, when, day) => {
    const key = source === 'transactions' ? 'transaction_id' : 'payment_id';
    if (kind === 'date_format') record[when] = calendar.dayFirst(day);
    else if (kind === 'time_zone')
      record[when] = calendar.zoned(day, random.int(0, 86_399), random.pick(ZONES));
    else if (kind === 'number_as_text') record.amount = String(record.amount);
    else if (kind === 'null_key') record[key] = random.pick([null, '']);
    else if (kind === 'null_customer') record.customer_id = null;
    else if (kind === 'null_date') record[source === 'transactions' ? 'transaction_date' : 'due_date'] = null;
    else if (kind === 'negative_amount') record.amount = -Number(record.amount);
    else if (kind === 'unicode') record.place = random.pick(UNICODE);
    else if (kind === 'orphan_key') record.transaction_id = `T-X${record.payment_id}`;
    else if (kind === 'future') record.paid_date = calendar.iso(day + 3650);
    else if (kind === 'wrong_type' && random.chance(0.5)) record.amount = random.pick(['abc', '12,50']);
    else if (kind === 'wrong_type') record[when] = random.pick(['soon', '2024-02-30', '2024-13-01']);

    if (kind === 'duplicate') {
      write(source, record, '');
      write(source, record, kind);
    } else if (kind === 'correction') {
      const amount = Math.round(Number(record.amount) * 100 + 100) / 100;
      const corrected = { ...record, amount, updated_at: `${calendar.iso(day + 2)}T12:00:00Z` };
      const first = random.chance(0.5);
      write(source, first ? corrected : record, first ? kind : '');
      write(source, first ? record : corrected, first ? '' : kind);
    } else write(source, record, kind);
  };

  /** @param {string} id @param {number} customer @param {number} amount @param {number} day @param {string} place */
  const transaction = (id, customer, amount, day, place) => ({
    transaction_id: id,
    customer_id: customer,
    place,
    amount,
    transaction_date: calendar.iso(day),
    updated_at: `${calendar.iso(day)}T00:00:00Z`,
  });
  /** @param {string} id @param {string} of @param {number} amount @param {number} due @param {number | null} paid */
  const payment = (id, of, amount, due, paid) => ({
    payment_id: id,
    transaction_id: of,
    amount,
    due_date: calendar.iso(due),
    paid_date: paid === null ? null : calendar.iso(paid),
    updated_at: `${calendar.iso(paid ?? due)}T00:00:00Z`,
  });

  edgeCases(calendar, calendar.day(asOf)).forEach(({ name, bought, due, paid }, n) => {
    const id = `T-EDGE-${n + 1}`;
    write('transactions', transaction(id, 9_000_001 + n, 100, bought, `Edge case: ${name}`), '');
    write('payments', payment(`P-EDGE-${n + 1}`, id, 100, due, paid), '');
  });

  for (let id = 1; left > 0; id++) {
    random.at(0, id);
    const day = Math.floor(((rows - left) / rows) * days);
    const kind = dirt.draw(random, KINDS.transactions);
    const instalments = random.int(1, 6);
    const cents = random.int(500, 80_000);
    const bought = transaction(
      `T-${id}`,
      random.int(1, customers),
      (cents * instalments) / 100,
      day,
      random.pick(PLACES),
    );
    writeAll('transactions', bought, kind, 'transaction_date', day);
    for (let month = 1; month <= instalments; month++) {
      const kind = dirt.draw(random, KINDS.payments);
      const due = calendar.plusMonths(day, month);
      const late = lateness(random);
      // What would be paid after the data ends is not paid yet.
      const paid = late === null || due + late > days ? null : due + late;
      const record = payment(`P-${id}-${month}`, `T-${id}`, cents / 100, due, paid);
      writeAll('payments', record, kind, paid === null ? 'due_date' : 'paid_date', paid ?? due);
    }
  }
  files.transactions.close();
  files.payments.close();
}

/** Days from due to paid, null for never. @param {import('./shared/random.mjs').Random} random */
function lateness(random) {
  const luck = random.next();
  if (luck < 0.9) return -random.int(0, 10);
  if (luck < 0.965) return random.int(1, 15);
  if (luck < 0.985) return random.int(16, 30);
  return luck < 0.995 ? random.int(31, 90) : null;
}
