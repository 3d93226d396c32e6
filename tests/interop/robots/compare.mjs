// node compare.mjs ROBOTS_CLI FILES SEED : see ../check_robots.
import { spawnSync } from 'node:child_process';
import robotsParser from 'robots-parser';
import { Generator } from './generated.mjs';
import { kRules, rewritten, rewrittenAddress } from './rfc9309.mjs';

const kHost = 'https://a.example';
const kAddresses = 8;
const kMostShown = 10;

const kAll = new Set(Object.keys(kRules));

/** The other reader's answers, with some rules of the RFC applied to what it reads. */
function theirs({ text, paths }, rules) {
  const reader = robotsParser(kHost + '/robots.txt', rules.size > 0 ? rewritten(text, rules) : text);
  return paths.map((path) => {
    if (rules.has('robots.txt') && path === '/robots.txt') return true;
    return reader.isAllowed(kHost + rewrittenAddress(path, rules), 'mingdan');
  });
}

function ours(program, files) {
  const input = files.map((file) => JSON.stringify(file)).join('\n') + '\n';
  const run = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  return run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line).allowed);
}

/** The one rule that explains a difference, else "several", which all must. */
function explanation(file, at, answer) {
  const one = [...kAll].find((rule) => theirs(file, new Set([rule]))[at] === answer);
  return one ?? 'several of these';
}

const [program, count, seed] = process.argv.slice(2);
const generator = new Generator(Number(seed));
const files = Array.from({ length: Number(count) }, () => generator.file(kAddresses));
const answers = ours(program, files);
const explained = new Map();
let same = 0;
let denied = 0;
let failed = 0;
files.forEach((file, number) => {
  const plain = theirs(file, new Set());
  const ruled = theirs(file, kAll);
  answers[number].forEach((answer, at) => {
    denied += answer ? 0 : 1;
    if (ruled[at] !== answer) {
      if (++failed <= kMostShown) console.log(`ours ${answer}: ${JSON.stringify({ ...file, paths: [file.paths[at]] })}`);
    } else if (plain[at] === answer) {
      ++same;
    } else {
      const why = explanation(file, at, answer);
      explained.set(why, (explained.get(why) ?? 0) + 1);
    }
  });
});
const asked = files.length * kAddresses;
console.log(`${files.length} files, ${asked} addresses (seed ${seed}), ${denied} denied; ${same} answers are the same as they are`);
for (const [rule, times] of [...explained].sort((a, b) => b[1] - a[1]))
  console.log(`${String(times).padStart(6)}  ${rule}${rule in kRules ? ': ' + kRules[rule] : ''}`);
console.log(`${asked - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || answers.length !== files.length ? 1 : 0;
