// @ts-check
// Landing folders of customers, orders and events, one a topic and day. See ../reports/INPUT.md.
import { join } from 'node:path';
import { Calendar, clock, ZONES } from './shared/dates.mjs';
import { csvField, DayFiles } from './shared/output.mjs';

/** Dirt that reaches into later days' folders. When a date is written again, corrected, this alone remains. */
const LATER = ['duplicate', 'correction'];
const KINDS = {
  customers: [
    ...LATER,
    'unicode',
    'untidy_text',
    'null_email',
    'ragged',
    'null_key',
    'wrong_type',
    'bad_time',
  ],
  orders: [
    ...[
      ...LATER,
      'time_zone',
      'date_format',
      'orphan_key',
      'untidy_text',
      'broken',
      'null_key',
      'wrong_type',
    ],
    ...['null_amount', 'negative_amount', 'bad_status', 'bad_time', 'future'],
  ],
  events: [
    ...['duplicate', 'late', 'time_zone', 'epoch', 'orphan_key', 'null_customer', 'unicode'],
    ...['broken', 'null_key', 'wrong_type', 'bad_time', 'future'],
  ],
};
const ORDER = ['order_id', 'customer_id', 'amount', 'status', 'ordered_at', 'updated_at'];
const CUSTOMER = ['customer_id', 'name', 'email', 'country', 'updated_at'];
const NAMES = ['Ana Silva', "Bob O'Neill", 'Chloé Dubois', 'Dieter Müller', 'Kim, Eun-ji', 'Li Wei'];
const UNICODE = ['李 小龍', 'Zoë 🦆', 'Łukasz Ślązak', 'محمد علي'];
const STATUSES = ['created', 'paid', 'shipped', 'cancelled'];
const EVENTS = ['page_view', 'page_view', 'search', 'add_to_cart', 'checkout'];
const BAD_TIMES = ['', 'yesterday', '2024-02-30T10:00:00Z'];
/** In twenty records: three customers, nine orders, eight events. */
const MIX = [...'coecoeoeoeoeceoeoeoo'];

/** @typedef {Record<string, string | number | null>} Fields */
/** @typedef {'customers' | 'orders_csv' | 'orders_json' | 'events'} Source */

/** @param {import('./generate.mjs').Job} job */
export function generate({ rows, days, out, random, dirt, reprocess }) {
  const calendar = new Calendar();
  const again = reprocess === undefined ? undefined : calendar.day(reprocess);
  if (again !== undefined && (again < 0 || again >= days)) {
    throw new Error(`${reprocess} is not among the days ${calendar.iso(0)} to ${calendar.iso(days - 1)}.`);
  }
  /** @param {string} topic @param {string} name @param {string[]} [columns] */
  const open = (topic, name, columns) =>
    new DayFiles((day) => join(out, 'landing', topic, calendar.iso(day), name), columns?.join(','), again);
  const files = {
    customers: open('customers', 'customers.csv', CUSTOMER),
    orders_csv: open('orders', 'orders.csv', ORDER),
    orders_json: open('orders', 'orders.json'),
    events: open('events', 'events.json'),
  };
  let left = rows;

  /** @param {Source} source @param {number} day of the folder @param {Fields} record @param {string} kind */
  const write = (source, day, record, kind) => {
    if (left === 0) return;
    left--;
    if (record.absent) return;
    const json = source === 'orders_json' || source === 'events';
    if (kind === 'broken') kind = json ? 'broken_json' : 'ragged';
    let line = json
      ? JSON.stringify(record)
      : Object.values(record)
          .map((field) => csvField(String(field ?? '')))
          .join(',');
    if (kind === 'broken_json') line = line.slice(0, random.int(1, line.length - 1));
    if (kind === 'ragged')
      line = random.chance(0.5) ? `${line},surplus` : line.slice(0, line.lastIndexOf(','));
    files[source].line(day, line);
    dirt.line(source);
    dirt.count(source, kind);
  };

  /**
   * Which dirt a record of this day gets: what a day written again would have cleaned is gone from it.
   * @param {number} day @param {string[]} kinds
   */
  const draw = (day, kinds) => {
    const kind = dirt.draw(random, kinds);
    return day === again && !LATER.includes(kind) ? '' : kind;
  };

  /** The record, and what comes of it in later folders.
   * @param {Source} source @param {number} day @param {Fields} record @param {string} kind
   * @param {Fields} changes what a correction changes */
  const writeAll = (source, day, record, kind, changes) => {
    const later = day + random.int(1, 4);
    if (!LATER.includes(kind)) write(source, day, record, kind);
    else {
      write(source, day, record, '');
      if (later < days && kind === 'duplicate') write(source, later, record, kind);
      else if (later < days) {
        write(source, later, { ...record, ...changes, updated_at: `${calendar.iso(later)}T12:00:00Z` }, kind);
      }
    }
  };

  let customers = 0;
  /** @param {number} day */
  const customer = (day) => {
    const id = ++customers;
    random.at(0, id);
    const kind = draw(day, KINDS.customers);
    /** @type {Fields} */
    const record = {
      customer_id: id,
      name: random.pick(NAMES),
      email: `customer${id}@example.com`,
      country: random.pick(['BR', 'US', 'DE', 'FR', 'JP']),
      updated_at: `${calendar.iso(day)}T${clock(random.int(0, 86_399))}Z`,
    };
    if (kind === 'unicode') record.name = random.pick(UNICODE);
    else if (kind === 'untidy_text') record.email = ` Customer${id}@Example.COM `;
    else if (kind === 'null_email') record.email = '';
    else if (kind === 'null_key') record.customer_id = '';
    else if (kind === 'wrong_type') record.customer_id = `C-${id}`;
    else if (kind === 'bad_time') record.updated_at = 'yesterday';
    writeAll('customers', day, record, kind, { country: random.pick(['BR', 'US', 'DE', 'FR', 'JP']) });
  };

  /** @param {number} id @param {number} day */
  const order = (id, day) => {
    random.at(1, id);
    const kind = draw(day, KINDS.orders);
    const source = random.chance(0.5) ? 'orders_csv' : 'orders_json';
    const second = random.int(0, 86_399);
    const time = `${calendar.iso(day)}T${clock(second)}Z`;
    const amount = random.int(100, 90_000) / 100;
    /** @type {Fields} */
    const record = {
      order_id: `O-${id}`,
      customer_id: random.int(1, customers),
      amount,
      status: random.pick(STATUSES),
      ordered_at: time,
      updated_at: time,
    };
    if (kind === 'time_zone') record.ordered_at = calendar.zoned(day, second, random.pick(ZONES));
    else if (kind === 'date_format') record.ordered_at = `${calendar.dayFirst(day)} ${clock(second)}`;
    else if (kind === 'orphan_key') record.customer_id = 9_000_000_000 + id;
    else if (kind === 'untidy_text') record.status = ` ${String(record.status).toUpperCase()}`;
    else if (kind === 'null_key') record.order_id = '';
    else if (kind === 'wrong_type') record.amount = random.pick(['abc', '12,50']);
    else if (kind === 'null_amount') record.amount = null;
    else if (kind === 'negative_amount') record.amount = -amount;
    else if (kind === 'bad_status') record.status = random.pick(['?', 'returning']);
    else if (kind === 'bad_time') record.ordered_at = random.pick(BAD_TIMES);
    else if (kind === 'future')
      record.ordered_at = `${calendar.iso(day + random.int(1, 400))}T${clock(second)}Z`;
    const corrected = day === again && kind === '';
    if (corrected && id % 10 === 0) record.amount = Math.round(amount * 100 + 100) / 100;
    if (corrected && id % 10 === 7) record.absent = 1;
    writeAll(source, day, record, kind, { status: 'cancelled', amount: random.int(100, 90_000) / 100 });
  };

  /** @param {number} id @param {number} day */
  const event = (id, day) => {
    random.at(2, id);
    const kind = draw(day, KINDS.events);
    const second = random.int(0, 86_399);
    /** @type {Fields} */
    const record = {
      event_id: `E-${id}`,
      customer_id: random.int(1, customers),
      event_type: random.pick(EVENTS),
      page: `/product/${random.int(1, 500)}`,
      occurred_at: `${calendar.iso(day)}T${clock(second)}Z`,
    };
    if (day >= days / 2) record.device = random.pick(['ios', 'android', 'web']);
    if (kind === 'late') record.occurred_at = `${calendar.iso(day - random.int(1, 5))}T${clock(second)}Z`;
    else if (kind === 'time_zone') record.occurred_at = calendar.zoned(day, second, random.pick(ZONES));
    else if (kind === 'epoch') record.occurred_at = calendar.epoch(day, second);
    else if (kind === 'orphan_key') record.customer_id = 9_000_000_000 + id;
    else if (kind === 'null_customer') record.customer_id = null;
    else if (kind === 'unicode') record.page = random.pick(['/søk?q=日本', '/🦆', '/поиск']);
    else if (kind === 'null_key') record.event_id = null;
    else if (kind === 'wrong_type') record.customer_id = 'anonymous';
    else if (kind === 'bad_time') record.occurred_at = random.pick(BAD_TIMES);
    else if (kind === 'future')
      record.occurred_at = `${calendar.iso(day + random.int(1, 400))}T${clock(second)}Z`;
    writeAll('events', day, record, kind, {});
  };

  let id = 0;
  for (let day = 0; day < days; day++) {
    for (const file of Object.values(files)) file.start(day);
    const due = Math.floor((rows * (day + 1)) / days);
    while (rows - left < due) {
      const next = MIX[id++ % MIX.length];
      if (next === 'c') customer(day);
      else if (next === 'o') order(id, day);
      else event(id, day);
    }
  }
  for (const file of Object.values(files)) file.close();
}
