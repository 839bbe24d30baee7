#!/usr/bin/env node
// @ts-check
// Makes the input of the five example systems: realistic, dirty, the same for the same seed, as large as asked.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Dirt } from './shared/dirt.mjs';
import { Random } from './shared/random.mjs';

/**
 * @typedef {object} Job
 * @property {number} rows how many records in all
 * @property {number} days over how many days
 * @property {string} out the folder to write to
 * @property {Random} random
 * @property {Dirt} dirt
 * @property {string | undefined} reprocess reports: the one date to write again, corrected
 * @property {string} asOf payments: the date that the planted edge cases turn on
 */

/** Each system's small size: what the checked-in expected results are for. */
const SMALL = {
  reports: { rows: 2000, days: 14 },
  gmv: { rows: 4000, days: 30 },
  payments: { rows: 4000, days: 365 },
  orders: { rows: 2000, days: 30 },
  retail: { rows: 3000, days: 30 },
};

const USAGE = `Usage: node examples/generate/generate.mjs <system> --out DIR [options]

  system            ${Object.keys(SMALL).join(', ')}
  --rows N          records in all, dirty ones included   (default: the system's small size)
  --days N          days they are spread over             (default: the system's small size)
  --dirt X          share of records that are dirty, 0 to 1                  (default: 0.05)
  --seed N          another seed, other data                                   (default: 42)
  --size 5GiB       payments: as many rows as make about this many bytes, instead of --rows
  --as-of DATE      payments: the date that the planted edge cases turn on  (default: 2024-08-31)
  --reprocess DATE  reports: write that date's landing folder again, corrected`;

const BYTES_PER_PAYMENT_ROW = 154;

/** @param {string} why @returns {never} */
function refuse(why) {
  console.error(`${why}\n\n${USAGE}`);
  process.exit(2);
}

/** @param {string | undefined} text @param {number} fallback @param {string} name @param {number} max */
function number(text, fallback, name, max) {
  if (text === undefined) return fallback;
  const value = Number(text.replaceAll('_', ''));
  if (text === '' || !(value >= 0 && value <= max))
    refuse(`--${name} takes a number from 0 to ${max}, not '${text}'.`);
  return value;
}

/** @param {string} text */
function size(text) {
  const match = /^(\d+(?:\.\d+)?)([KMG]i?)?B?$/.exec(text);
  if (!match) refuse(`--size takes bytes such as 500MiB or 5GiB, not '${text}'.`);
  const unit = { K: 1, M: 2, G: 3 }[match[2]?.[0] ?? ''] ?? 0;
  return Number(match[1]) * (match[2]?.endsWith('i') ? 1024 : 1000) ** unit;
}

/** @param {string | undefined} text @param {string} name */
function date(text, name) {
  if (text !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)))) {
    refuse(`--${name} takes a date such as 2024-01-31, not '${text}'.`);
  }
  return text;
}

function parse() {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rows: text,
        days: text,
        dirt: text,
        seed: text,
        out: text,
        size: text,
        'as-of': text,
        reprocess: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}

const { values, positionals } = parse();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const system = /** @type {keyof typeof SMALL} */ (positionals[0] ?? refuse('Which system?'));
if (!Object.hasOwn(SMALL, system)) refuse(`There is no system '${system}'.`);
if (!values.out) refuse('--out DIR is missing.');
if (values.reprocess && system !== 'reports') refuse('--reprocess is for reports.');
if (values.reprocess && !existsSync(values.out))
  refuse(`There is nothing to reprocess: no folder '${values.out}'.`);
if (values.size && system !== 'payments') refuse('--size is for payments.');

const started = performance.now();
const rows = values.size
  ? Math.ceil(size(values.size) / BYTES_PER_PAYMENT_ROW)
  : Math.floor(number(values.rows, SMALL[system].rows, 'rows', 1e9));
const days = Math.max(1, Math.floor(number(values.days, SMALL[system].days, 'days', 3660)));
const rate = number(values.dirt, 0.05, 'dirt', 1);
const seed = Math.floor(number(values.seed, 42, 'seed', 2 ** 32 - 1));
const dirt = new Dirt(rate);
/** @type {Job} */
const job = {
  rows,
  days,
  out: values.out,
  random: new Random(seed),
  dirt,
  reprocess: date(values.reprocess, 'reprocess'),
  asOf: date(values['as-of'], 'as-of') ?? '2024-08-31',
};

try {
  mkdirSync(job.out, { recursive: true });
  const { generate } = await import(`./${system}.mjs`);
  generate(job);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
const report = { system, rows, days, rate, seed, ...dirt.report() };
writeFileSync(join(job.out, 'dirt.json'), JSON.stringify(report, null, 2) + '\n');

const seconds = (performance.now() - started) / 1000;
const made = Object.values(dirt.lines).reduce((sum, n) => sum + n, 0);
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `${system}: ${made.toLocaleString('en')} records in ${job.out}, ${seconds.toFixed(1)} s, ${peak} MiB`,
);
