// @ts-check
// Change events of purchases, their items and their subsidiaries, a CSV per day and topic. See ../gmv/INPUT.md.
import { join } from 'node:path';
import { Calendar, clock, ZONES } from './shared/dates.mjs';
import { DayFiles } from './shared/output.mjs';

/** Topic → its columns between the two times and `op`. The first one of `key` is what a version belongs to. */
const TOPICS = {
  purchase: ['purchase_id', 'buyer_id', 'prod_item_id', 'order_date', 'release_date', 'producer_id'],
  product_item: ['prod_item_id', 'product_id', 'item_quantity', 'purchase_value'],
  purchase_extra_info: ['purchase_id', 'subsidiary'],
};
/** @typedef {keyof typeof TOPICS} Topic */

const SUBSIDIARIES = [
  'nacional',
  'nacional',
  'nacional',
  'internacional',
  'internacional',
  'méxico',
  'españa',
  '日本',
];
const ANY = ['duplicate', 'late', 'future', 'date_format', 'time_zone', 'null_key', 'wrong_type', 'ragged'];
const KINDS = {
  purchase: [...ANY, 'correction', 'delete', 'orphan_key'],
  product_item: [...ANY, 'correction', 'delete', 'null_value', 'negative_value'],
  purchase_extra_info: [...ANY, 'correction', 'delete', 'null_subsidiary', 'unicode', 'untidy_text'],
};
const LONGEST_DELAY = 5;

/** @param {import('./generate.mjs').Job} job */
export function generate({ rows, days, out, random, dirt }) {
  const calendar = new Calendar();
  const files = Object.fromEntries(
    Object.entries(TOPICS).map(([topic, columns]) => [
      topic,
      new DayFiles(
        (day) => join(out, topic, `${calendar.iso(day)}.csv`),
        ['transaction_datetime', 'transaction_date', ...columns, 'op'].join(','),
      ),
    ]),
  );
  let left = rows;

  /** @param {Topic} topic @param {number} day of the file @param {string} line @param {string} kind */
  const write = (topic, day, line, kind) => {
    if (left === 0) return;
    left--;
    files[topic]?.line(day, line);
    dirt.line(topic);
    dirt.count(topic, kind);
  };

  /**
   * One event, with the dirt that any topic can have.
   * @param {Topic} topic @param {number} day @param {number} second @param {(string | number)[]} fields
   * @param {string} op @param {string} kind
   */
  const event = (topic, day, second, fields, op, kind) => {
    const fraction = '.' + String(random.int(0, 999)).padStart(3, '0');
    let file = day;
    let date = calendar.iso(day);
    let time = `${date} ${clock(second)}${fraction}`;
    if (kind === 'late') {
      file = Math.min(days - 1, day + random.int(1, LONGEST_DELAY));
      if (file === day) kind = '';
    } else if (kind === 'future') {
      const wrong = day + random.int(1, 400);
      date = calendar.iso(wrong);
      time = `${date} ${clock(second)}${fraction}`;
    } else if (kind === 'date_format') date = calendar.dayFirst(day);
    else if (kind === 'time_zone') time = calendar.zoned(day, second, random.pick(ZONES), fraction);
    else if (kind === 'null_key') fields = [random.pick(['', 'NULL']), ...fields.slice(1)];
    else if (kind === 'wrong_type') {
      if (random.chance(0.5)) time = random.pick(['yesterday', '2024-13-45 10:00:00', '2024-02-30 10:00:00']);
      else if (topic === 'product_item') fields = [...fields.slice(0, 2), '2.5', ...fields.slice(3)];
      else fields = [`P-${fields[0]}`, ...fields.slice(1)];
    }
    const whole = [time, date, ...fields, op];
    if (kind === 'ragged') {
      if (random.chance(0.5)) whole.push('surplus');
      else whole.length -= random.int(1, 2);
    }
    const line = whole.join(',');
    write(topic, file, line, kind === 'duplicate' ? '' : kind);
    if (kind === 'duplicate')
      write(topic, Math.min(days - 1, day + random.int(0, LONGEST_DELAY)), line, kind);
  };

  /** A change of a record some days after; never if the data ends before.
   * @param {Topic} topic @param {number} day @param {(string | number)[]} fields @param {string} kind */
  const change = (topic, day, fields, kind) => {
    const later = day + random.int(1, LONGEST_DELAY);
    if (later >= days) return;
    const emptied = fields.map((field, n) => (n === 0 ? field : ''));
    if (kind === 'delete') event(topic, later, random.int(0, 86_399), emptied, 'd', kind);
    else event(topic, later, random.int(0, 86_399), fields, 'u', kind);
  };

  /** @param {number} id @param {number} day */
  const purchase = (id, day) => {
    random.at(0, id);
    const kind = dirt.draw(random, KINDS.purchase);
    const second = random.int(0, 86_399);
    const item = kind === 'orphan_key' ? 9_000_000_000 + id : 1_000_000_000 + id;
    const buyer = random.int(1, 200_000);
    const producer = random.int(1, 5_000);
    const paid = random.next();
    /** @param {number} released */
    const fields = (released) => {
      const release = released < 0 ? '' : calendar.iso(released);
      return [id, buyer, item, calendar.iso(day), release, producer];
    };
    event('purchase', day, second, fields(paid < 0.6 ? day : -1), 'c', isChange(kind) ? '' : kind);
    if (kind === 'correction') change('purchase', day, fields(-1), kind);
    else if (kind === 'delete') change('purchase', day, fields(-1), kind);
    else if (paid >= 0.6 && paid < 0.85) {
      const later = day + random.int(1, LONGEST_DELAY);
      if (later < days) event('purchase', later, second, fields(later), 'u', dirt.draw(random, ANY));
    }
  };

  /** @param {number} id @param {number} day */
  const productItem = (id, day) => {
    random.at(1, id);
    const kind = dirt.draw(random, KINDS.product_item);
    const cents = random.int(500, 50_000);
    const quantity = random.int(1, 4);
    const product = random.int(1, 20_000);
    /** @param {number} cents */
    const fields = (cents) => [1_000_000_000 + id, product, quantity, (cents / 100).toFixed(2)];
    const first = fields(kind === 'negative_value' ? -cents : cents);
    if (kind === 'null_value') first[3] = '';
    event('product_item', day, random.int(0, 86_399), first, 'c', isChange(kind) ? '' : kind);
    if (isChange(kind)) change('product_item', day, fields(cents + random.int(1, 5_000)), kind);
  };

  /** @param {number} id @param {number} day */
  const extraInfo = (id, day) => {
    random.at(2, id);
    const kind = dirt.draw(random, KINDS.purchase_extra_info);
    let subsidiary = random.pick(SUBSIDIARIES);
    if (kind === 'null_subsidiary') subsidiary = random.pick(['', 'NULL']);
    if (kind === 'unicode') subsidiary = random.pick(['méxico', 'españa']).normalize('NFD');
    if (kind === 'untidy_text') subsidiary = random.pick([' Nacional', 'INTERNACIONAL ', ' MÉXICO ']);
    event(
      'purchase_extra_info',
      day,
      random.int(0, 86_399),
      [id, subsidiary],
      'c',
      isChange(kind) ? '' : kind,
    );
    if (isChange(kind)) change('purchase_extra_info', day, [id, random.pick(SUBSIDIARIES)], kind);
  };

  let id = 0;
  for (let day = 0; day < days; day++) {
    for (const topic of Object.values(files)) topic.start(day);
    const due = Math.floor((rows * (day + 1)) / days);
    while (rows - left < due) {
      id++;
      purchase(id, day);
      productItem(id, day);
      extraInfo(id, day);
    }
  }
  for (const topic of Object.values(files)) topic.close();
}

/** @param {string} kind */
function isChange(kind) {
  return kind === 'correction' || kind === 'delete';
}
