const { existsSync, readFileSync, writeSync } = require('node:fs');
const { dirname, join } = require('node:path');

const spellings = {
  assay: { '-h': '--help', '-V': '--version' },
  dbt: { '-h': '--help', '-V': '--version', '-v': '--version' },
};

/**
 * Prints what is there as a finished text, without loading the program: the version, help and completion scripts, which
 * the bundle has, and the list of nodes, which the cache of a project has. Says whether it did.
 */
exports.answer = (program) => {
  const given = process.argv.slice(2);
  const words = given.map((word) => spellings[program][word] ?? word);
  try {
    const text = textFor(given, words, program);
    if (text !== undefined) print(text);
    return text !== undefined;
  } catch {
    // Whatever it is, the program says it better.
    return false;
  }
};

function textFor(given, words, program) {
  if (words[0] === 'completion') return completion(words);
  const { env } = process;
  if (program === 'assay' && (given[0] === 'ls' || given[0] === 'list') && words.at(-1) !== '--help') {
    return require('../dist/fast-list.cjs').listFromCache(given, { cwd: process.cwd(), env });
  }
  return answerTo(words, program);
}

function completion(words) {
  if (words.length !== 2 || !/^[a-z]+$/.test(words[1])) return undefined;
  const path = join(__dirname, `../dist/completion.${words[1]}`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function answerTo(words, program) {
  const last = words.at(-1);
  if (last !== '--help' && last !== '--version') return undefined;
  // These name a project elsewhere.
  const { env } = process;
  if (env.DBT_ENGINE_PROJECT_DIR || env.DBT_PROJECT_DIR || words.some((word) => word.includes(' ')))
    return undefined;
  const path = join(__dirname, `../dist/answers.${program}.${dialect(program)}.json`);
  const answers = JSON.parse(readFileSync(path, 'utf8'));
  const question = words.join(' ');
  return Object.hasOwn(answers, question) ? answers[question] : undefined;
}

/** Of which kind the project is that the working folder is in, as src/cli/dialect.ts finds it. */
function dialect(program) {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'project.yml'))) return 'native';
    if (existsSync(join(folder, 'dbt_project.yml'))) return 'dbt';
    if (dirname(folder) === folder) return program === 'dbt' ? 'dbt' : 'native';
  }
}

/** To the descriptor, as long as it takes it: process.stdout takes longer to load than this to print. */
function print(text) {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(1, bytes, at);
  } catch (failure) {
    // The reader of a pipe may leave early, as `head` does, or be slow.
    if (failure.code !== 'EPIPE') process.stdout.write(bytes.subarray(at));
  }
}
