// @ts-check
// Orders of a web shop (JSON) and of tills (CSV), a file a day each, with users and products. See ../orders/INPUT.md.
import { join } from 'node:path';
import { Calendar, clock, ZONES } from './shared/dates.mjs';
import { csvField, DayFiles, LineFile } from './shared/output.mjs';

const KINDS = {
  orders: [
    ...['duplicate', 'correction', 'late', 'time_zone', 'date_format', 'epoch', 'number_as_text'],
    ...[
      'orphan_user',
      'orphan_product',
      'broken',
      'null_key',
      'wrong_type',
      'null_user',
      'bad_time',
      'future',
    ],
    ...['no_items', 'bad_item'],
  ],
  users: ['duplicate', 'correction', 'unicode', 'ragged', 'null_key', 'wrong_type'],
  products: ['duplicate', 'correction', 'unicode', 'broken_json', 'null_key', 'wrong_type', 'negative_price'],
};
const NAMES = ['Ana', 'Bruno', 'Chloé', 'Dmitri', 'Eun-ji', 'Farid', 'Grace', 'Hugo'];
const SURNAMES = ['Silva', "O'Brien", 'García', 'Müller', 'Kim', 'Khan', 'Smith', 'Rossi, Jr.'];
const UNICODE = ['李 小龍', 'Zoë 🦆 Quack', 'Ślązak Łukasz', 'محمد علي', 'Ẽ̖͔ combining'];
const COUNTRIES = ['BR', 'US', 'DE', 'FR', 'JP', 'IN'];
const CATEGORIES = ['books', 'garden', 'kitchen', 'music', 'toys'];

/** @typedef {{ sku: string | null, qty: number | string | null, price: number | string }} Item */

/** @param {import('./generate.mjs').Job} job */
export function generate(job) {
  const users = Math.min(Math.ceil(job.rows / 20), 500_000);
  const products = Math.min(Math.ceil(job.rows / 20), 20_000);
  writeUsers(job, users);
  writeProducts(job, products);
  writeOrders(job, job.rows - users - products, users, products);
}

/** @param {import('./generate.mjs').Job} job @param {number} count */
function writeUsers({ out, random, dirt }, count) {
  const file = new LineFile(join(out, 'users.csv'), 'user_id,name,email,country,updated_at');
  let left = count;
  /** @param {(string | number)[]} fields @param {string} kind */
  const write = (fields, kind) => {
    if (left === 0) return;
    left--;
    file.line(fields.map((field) => csvField(String(field))).join(','));
    dirt.line('users');
    dirt.count('users', kind);
  };
  for (let id = 1; left > 0; id++) {
    random.at(0, id);
    const kind = dirt.draw(random, KINDS.users);
    const name = `${random.pick(NAMES)} ${random.pick(SURNAMES)}`;
    const fields = [id, name, `user${id}@example.com`, random.pick(COUNTRIES), '2023-06-01T10:00:00Z'];
    if (kind === 'duplicate') write(fields, '');
    if (kind === 'correction')
      write([...fields.slice(0, 3), random.pick(COUNTRIES), '2023-12-01T10:00:00Z'], '');
    if (kind === 'unicode') fields[1] = random.pick(UNICODE);
    if (kind === 'null_key') fields[0] = '';
    if (kind === 'wrong_type') fields[0] = `U-${id}`;
    if (kind === 'ragged' && random.chance(0.5)) fields.push('surplus');
    else if (kind === 'ragged') fields.length -= random.int(1, 2);
    write(fields, kind);
  }
  file.close();
}

/** @param {import('./generate.mjs').Job} job @param {number} count */
function writeProducts({ out, random, dirt }, count) {
  const file = new LineFile(join(out, 'products.json'));
  let left = count;
  /** @param {string} line @param {string} kind */
  const write = (line, kind) => {
    if (left === 0) return;
    left--;
    file.line(line);
    dirt.line('products');
    dirt.count('products', kind);
  };
  for (let id = 1; left > 0; id++) {
    random.at(1, id);
    const kind = dirt.draw(random, KINDS.products);
    /** @type {Record<string, string | number | null>} */
    const product = {
      sku: sku(id),
      name: `Product ${id}`,
      category: random.pick(CATEGORIES),
      price: random.int(100, 20_000) / 100,
      updated_at: '2023-06-01T10:00:00Z',
    };
    const line = JSON.stringify(product);
    if (kind === 'duplicate') write(line, '');
    if (kind === 'correction') {
      write(
        JSON.stringify({
          ...product,
          price: random.int(100, 20_000) / 100,
          updated_at: '2023-12-01T10:00:00Z',
        }),
        '',
      );
    }
    if (kind === 'unicode') product.name = random.pick(UNICODE);
    if (kind === 'null_key') product.sku = random.pick([null, '']);
    if (kind === 'wrong_type') product.price = 'free';
    if (kind === 'negative_price') product.price = -Number(product.price);
    write(
      kind === 'broken_json' ? line.slice(0, random.int(1, line.length - 1)) : JSON.stringify(product),
      kind,
    );
  }
  file.close();
}

/** @param {import('./generate.mjs').Job} job @param {number} count @param {number} users @param {number} products */
function writeOrders({ days, out, random, dirt }, count, users, products) {
  const calendar = new Calendar();
  const web = new DayFiles((day) => join(out, 'orders', `${calendar.iso(day)}.json`));
  const tills = new DayFiles(
    (day) => join(out, 'orders', `${calendar.iso(day)}.csv`),
    'order_id,user_id,items,created_at,updated_at',
  );
  let left = count;

  /** @returns {Item[]} */
  const basket = () =>
    Array.from({ length: random.int(1, 4) }, () => ({
      sku: sku(random.int(1, products)),
      qty: random.int(1, 5),
      price: random.int(100, 20_000) / 100,
    }));

  /** @param {boolean} json @param {number} day @param {Record<string, unknown>} order @param {string} kind */
  const write = (json, day, order, kind) => {
    if (left === 0) return;
    left--;
    const source = json ? 'orders_json' : 'orders_csv';
    if (kind === 'broken') kind = json ? 'broken_json' : 'ragged';
    let line = json ? JSON.stringify(order) : csvLine(order);
    if (kind === 'broken_json') line = line.slice(0, random.int(1, line.length - 1));
    if (kind === 'ragged')
      line = random.chance(0.5) ? `${line},surplus` : line.slice(0, line.lastIndexOf(','));
    (json ? web : tills).line(day, line);
    dirt.line(source);
    dirt.count(source, kind);
  };

  /** @param {number} id @param {number} day */
  const order = (id, day) => {
    random.at(2, id);
    let kind = dirt.draw(random, KINDS.orders);
    const json = random.chance(0.6);
    const second = random.int(0, 86_399);
    const items = basket();
    const time = `${calendar.iso(day)}T${clock(second)}Z`;
    /** @type {Record<string, unknown>} */
    const record = {
      order_id: `A-${String(id).padStart(9, '0')}`,
      user_id: random.int(1, users),
      items,
      created_at: time,
      updated_at: time,
    };
    const later = day + random.int(1, 5);
    if (later >= days && (kind === 'late' || kind === 'correction')) kind = '';
    if (kind === 'time_zone') record.created_at = calendar.zoned(day, second, random.pick(ZONES));
    else if (kind === 'date_format') record.created_at = `${calendar.dayFirst(day)} ${clock(second)}`;
    else if (kind === 'epoch') record.created_at = calendar.epoch(day, second);
    else if (kind === 'number_as_text') asText(record, items);
    else if (kind === 'orphan_user') record.user_id = 9_000_000 + id;
    else if (kind === 'orphan_product') items[0] = { sku: `X-${id}`, qty: 1, price: 9.99 };
    else if (kind === 'null_key') record.order_id = random.pick([null, '']);
    else if (kind === 'wrong_type') record.user_id = random.pick(['guest', 'U-17', '2.5']);
    else if (kind === 'null_user') record.user_id = null;
    else if (kind === 'bad_time')
      record.created_at = random.pick([null, 'yesterday', '2024-02-30T10:00:00Z']);
    else if (kind === 'future')
      record.created_at = `${calendar.iso(day + random.int(1, 400))}T${clock(second)}Z`;
    else if (kind === 'no_items') record.items = random.pick([null, []]);
    else if (kind === 'bad_item') spoil(random.pick(items), random);

    if (kind === 'duplicate' || kind === 'correction') write(json, day, record, '');
    if (kind === 'duplicate') write(random.chance(0.5), Math.min(days - 1, later - 1), record, kind);
    else if (kind === 'correction') {
      const changed = { ...record, items: basket(), updated_at: `${calendar.iso(later)}T${clock(second)}Z` };
      write(random.chance(0.5), later, changed, kind);
    } else write(json, kind === 'late' ? later : day, record, kind);
  };

  let id = 0;
  for (let day = 0; day < days; day++) {
    web.start(day);
    tills.start(day);
    const due = Math.floor((count * (day + 1)) / days);
    while (count - left < due) order(++id, day);
  }
  web.close();
  tills.close();
}

/** @param {number} id */
function sku(id) {
  return `S-${String(id).padStart(5, '0')}`;
}

/** Numbers in quotes, as some shops send them. @param {Record<string, unknown>} order @param {Item[]} items */
function asText(order, items) {
  order.user_id = String(order.user_id);
  for (const item of items) {
    item.qty = String(item.qty);
    item.price = String(item.price);
  }
}

/** @param {Item} item @param {import('./shared/random.mjs').Random} random */
function spoil(item, random) {
  const way = random.int(0, 4);
  if (way === 0) item.sku = null;
  else if (way === 1) item.qty = random.pick([0, -1, 'two', 1.5]);
  else if (way === 2) item.qty = null;
  else if (way === 3) item.price = -5;
  else item.price = 'free';
}

/** @param {Record<string, unknown>} order */
function csvLine(order) {
  const { order_id, user_id, items, created_at, updated_at } = order;
  const list = items === null ? '' : JSON.stringify(items);
  return [order_id, user_id, list, created_at, updated_at].map((f) => csvField(String(f ?? ''))).join(',');
}
