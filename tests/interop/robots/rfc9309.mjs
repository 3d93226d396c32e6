// What robots-parser 3.0.1 reads otherwise than RFC 9309 (or, where that is silent, google/robotstxt), written as
// changes to its input: with a rule applied it must come to our answer.

export const kRules = {
  escapes: 'RFC 9309 2.2.2, 2.2.3: escapes are compared by what they mean; a literal * or $ is none of a pattern',
  products: 'RFC 9309 2.2.1: a product token ends before what is no letter, _ or -; only * alone means all',
  'other lines': 'RFC 9309 2.2.4: lines that are no rule do not end the naming of products',
  'no rules': 'RFC 9309 2.2.1: a group without rules is a group, and frees whom it names',
  'robots.txt': 'RFC 9309 2.2.2: /robots.txt is allowed',
  spelling: 'google/robotstxt: usual misspellings of names',
  colons: 'google/robotstxt: two words without a colon are name and value',
  slashes: 'ours: a ban without its slash has one, such a permission is none',
};

const kDisallow = ['disallow', 'dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw'];

/** One form of the escapes of a pattern or an address. */
function normal(path, isPattern) {
  const query = path.indexOf('?');
  return path.replace(/%([0-9a-fA-F]{2})|[*$]/g, (found, digits, at) => {
    if (!digits) {
      const acts = isPattern && (found === '*' || at + 1 === path.length);
      return acts ? found : encodeURIComponent(found).replace('*', '%2A');
    }
    const character = String.fromCharCode(parseInt(digits, 16));
    const free = /[A-Za-z0-9._~-]/.test(character) || (query >= 0 && at > query && /[:/]/.test(character));
    return free ? character : found.toUpperCase();
  });
}

function product(value) {
  if (value.startsWith('*')) return /^\*([ \t]|$)/.test(value) ? '*' : '';
  return /^[A-Za-z_-]*/.exec(value)[0];
}

function split(line, rules) {
  const colon = line.indexOf(':');
  if (colon >= 0) return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  const words = line.trim().split(/[ \t]+/);
  return rules.has('colons') && words.length === 2 ? words : null;
}

function ruled(value, allow, rules) {
  let path = value;
  if (rules.has('slashes') && path && !/^[/*]/.test(path)) path = allow ? '' : '/' + path;
  return rules.has('escapes') ? normal(path, true) : path;
}

/** The text with some rules of the RFC applied. */
export function rewritten(text, rules) {
  const lines = [];
  let naming = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const field = split(line.split('#')[0], rules);
    if (!field) continue;
    let name = field[0].toLowerCase();
    if (rules.has('spelling') && (name === 'useragent' || name === 'user agent')) name = 'user-agent';
    if (rules.has('spelling') && kDisallow.includes(name)) name = 'disallow';
    if (name === 'user-agent') {
      lines.push('user-agent: ' + (rules.has('products') ? product(field[1]) : field[1]));
      naming = true;
    } else if (name === 'allow' || name === 'disallow') {
      lines.push(`${name}: ` + ruled(field[1], name === 'allow', rules));
      naming = false;
    } else if (!rules.has('other lines')) {
      lines.push(`${name}: ${field[1]}`);
    }
  }
  if (naming && rules.has('no rules')) lines.push('disallow:');
  return lines.join('\n');
}

export function rewrittenAddress(path, rules) {
  return rules.has('escapes') ? normal(path, false) : path;
}
