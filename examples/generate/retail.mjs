// @ts-check
// Invoice lines in the shape of the Online Retail data set, a CSV a day. See ../retail/INPUT.md.
import { join } from 'node:path';
import { Calendar, clock, ZONES } from './shared/dates.mjs';
import { csvField, DayFiles } from './shared/output.mjs';

const FIRST_DAY = '2010-12-01';
const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
];
const KINDS = [
  ...['duplicate', 'late', 'date_format', 'time_zone', 'null_description', 'unicode', 'untidy_text'],
  ...['ragged', 'null_key', 'wrong_type', 'null_value', 'future', 'negative_price', 'wrong_sign'],
];
const COUNTRIES = [
  'United Kingdom',
  'United Kingdom',
  'Germany',
  'France',
  'EIRE',
  'Spain',
  'Norway',
  'Japan',
];
const COLOURS = ['WHITE', 'RED', 'CREAM', 'PINK', 'BLUE POLKADOT', 'VINTAGE'];
const THINGS = [
  ...[
    'HANGING HEART T-LIGHT HOLDER',
    'METAL LANTERN',
    'COAT HANGER "CUPID"',
    'HOT WATER BOTTLE',
    'PAPER CHAIN, 50 PCS',
  ],
  ...['LUNCH BOX', 'CAKE STAND, 3 TIER', 'ALARM CLOCK', "CHILDREN'S APRON", 'BUNTING', 'TEA TOWEL'],
];
const UNICODE = ['CAFÉ “CRÈME” CUP', '折り紙 ORIGAMI SET', 'ЁЛОЧНЫЙ ШАР', 'DUCK 🦆 CANDLE'];
const LONGEST_DELAY = 3;

/** @param {import('./generate.mjs').Job} job */
export function generate({ rows, days, out, random, dirt }) {
  const calendar = new Calendar(FIRST_DAY);
  const files = new DayFiles((day) => join(out, 'sales', `${calendar.iso(day)}.csv`), COLUMNS.join(','));
  const customers = Math.max(20, Math.ceil(rows / 40));
  const products = Math.min(4000, Math.max(100, Math.ceil(rows / 20)));
  let left = rows;

  /** @param {number} day @param {string} line @param {string} kind */
  const write = (day, line, kind) => {
    if (left === 0) return;
    left--;
    files.line(day, line);
    dirt.line('sales');
    dirt.count('sales', kind);
  };

  /** @param {number} day @param {number} minute of the day @param {string} kind */
  const dateText = (day, minute, kind) => {
    const time = clock(minute * 60);
    if (kind === 'time_zone') return calendar.zoned(day, minute * 60, random.pick(ZONES));
    if (kind === 'future') return `${calendar.iso(day + random.int(1, 400))} ${time}`;
    if (kind !== 'date_format') return `${calendar.iso(day)} ${time}`;
    const [year, month, dom] = calendar.iso(day).split('-');
    if (random.chance(0.5)) return `${dom}.${month}.${year} ${time.slice(0, 5)}`;
    return `${Number(month)}/${Number(dom)}/${year} ${Math.floor(minute / 60)}:${time.slice(3, 5)}`;
  };

  /**
   * @param {string[]} fields in the order of the columns @param {number} day @param {string} kind
   * @param {number} minute
   */
  const sale = (fields, day, minute, kind) => {
    fields[4] = dateText(day, minute, kind);
    let file = day;
    if (kind === 'late') {
      file = Math.min(days - 1, day + random.int(1, LONGEST_DELAY));
      if (file === day) kind = '';
    } else if (kind === 'null_description') fields[2] = random.pick(['', 'NULL']);
    else if (kind === 'unicode') fields[2] = random.pick(UNICODE);
    else if (kind === 'untidy_text') {
      fields[1] = ` ${fields[1]?.toLowerCase()}`;
      fields[7] = ` ${fields[7]} `;
    } else if (kind === 'null_key') fields[random.int(0, 1)] = random.pick(['', 'NULL']);
    else if (kind === 'null_value') fields[random.pick([3, 5])] = '';
    else if (kind === 'negative_price') fields[5] = `-${fields[5]}`;
    else if (kind === 'wrong_sign') fields[3] = String(-Number(fields[3]));
    else if (kind === 'wrong_type') {
      const [column, value] = random.pick(
        /** @type {const} */ ([
          [3, '2.5'],
          [3, 'ten'],
          [4, 'yesterday'],
          [5, '2,55'],
          [6, 'guest'],
        ]),
      );
      fields[column] = value;
    } else if (kind === 'ragged' && random.chance(0.5)) fields.push('surplus');
    else if (kind === 'ragged') fields.length -= random.int(1, 2);

    const line = fields.map(csvField).join(',');
    write(file, line, kind === 'duplicate' ? '' : kind);
    if (kind === 'duplicate') write(Math.min(days - 1, day + random.int(0, LONGEST_DELAY)), line, kind);
  };

  /** @param {number} id @param {number} day */
  const invoice = (id, day) => {
    random.at(0, id);
    const returned = random.chance(0.03);
    const minute = random.int(7 * 60, 20 * 60);
    const guest = random.chance(0.2);
    const customer = random.int(1, customers);
    const country = /** @type {string} */ (COUNTRIES[customer % COUNTRIES.length]);
    const first = random.int(0, products - 1);
    const lines = returned ? 1 : random.int(1, 8);
    for (let n = 0; n < lines; n++) {
      const kind = dirt.draw(random, KINDS);
      const product = (first + n * 11) % products;
      const colour = COLOURS[product % COLOURS.length];
      const thing = THINGS[Math.floor(product / COLOURS.length) % THINGS.length];
      const quantity = random.int(1, 24);
      const cents = 29 + ((product * 97) % 1500);
      sale(
        [
          `${returned ? 'C' : ''}${536_364 + id}`,
          `${20_000 + product}${product % 3 ? '' : 'A'}`,
          `${colour} ${thing}`,
          String(returned ? -quantity : quantity),
          '',
          (cents / 100).toFixed(2),
          guest ? '' : String(12_345 + customer),
          country,
        ],
        day,
        minute,
        kind,
      );
    }
  };

  let id = 0;
  for (let day = 0; day < days; day++) {
    files.start(day);
    const due = Math.floor((rows * (day + 1)) / days);
    while (rows - left < due) invoice(++id, day);
  }
  files.close();
}
