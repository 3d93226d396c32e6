// robots.txt files and addresses made from pieces that readers disagree about. The same seed gives the same files.

/** Numbers from [0, 1): mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const kPieces = [
  'a', 'a', 'b', 'A', '/', '/', '/a', '/b/', 'index', '.html', '-', '_', '~', '%7E', '%7e', '%61', '?', '?a=', '&b=',
  ':', '%3A', '%3a', '%2F', '%2f', '%3F', '名单', '%E5%90%8D', '%e5%90%8d', 'é', '%C3%A9', '%-', '%zz', '%2541', '+', ' ',
];
const kOfPatterns = ['*', '*', '*', '**', '$', '%2A', '%24'];
const kOfAddresses = ['*', '$', '%2A', '%24'];
/** The same in an address, or nearly: a slash and a question mark mean something else when they are escaped. */
const kSpellings = [['名', '%E5%90%8D'], ['é', '%c3%a9'], ['~', '%7e'], ['a', '%61'], [':', '%3a'], ['/', '%2F'], ['?', '%3F']];
const kAgents = [
  '*', '*', '*', 'mingdan', 'mingdan', 'mingdan', 'MingDan', 'mingdan/1.0', 'mingdan (bot)', 'mingdan-images', 'ming',
  'foobot', 'foobot', '* all', '*mingdan', '007', '',
];
const kOtherLines = [
  'Sitemap: https://a.example/s.xml', 'Host: a.example', 'Crawl-delay: 5', 'Noindex: /a', 'Clean-param: a /b', 'junk',
];

export class Generator {
  constructor(seed) {
    this.random = randomFrom(seed);
  }

  below(n) {
    return Math.floor(this.random() * n);
  }

  one(list) {
    return list[this.below(list.length)];
  }

  pieces(most, more) {
    let text = '';
    for (let n = this.below(most + 1); n > 0; --n) text += this.one(this.random() < 0.25 ? more : kPieces);
    return text;
  }

  pattern() {
    const root = this.random() < 0.9 ? '/' : '';
    const end = this.random() < 0.15 ? '$' : '';
    return (root + this.pieces(4, kOfPatterns) + end).trim();
  }

  respelt(path) {
    const [bare, escaped] = this.one(kSpellings);
    const [from, to] = this.random() < 0.5 ? [bare, escaped] : [escaped, bare];
    const at = path.toLowerCase().indexOf(from.toLowerCase(), 1);
    // An escape is not taken apart.
    if (at < 0 || path.slice(Math.max(at - 2, 0), at).includes('%')) return path;
    return path.slice(0, at) + to + path.slice(at + from.length);
  }

  /** Mostly an address that some pattern is about; never one that a URL library would change by itself. */
  address(patterns) {
    let path = '/' + this.pieces(5, kOfAddresses);
    if (patterns.length > 0 && this.random() < 0.75) {
      path = this.one(patterns).replace(/\$$/, '').replace(/\*/g, () => this.pieces(2, kOfAddresses));
      path += this.random() < 0.5 ? this.pieces(2, kOfAddresses) : '';
      for (let n = this.below(4); n > 0; --n) path = this.respelt(path);
    }
    if (this.random() < 0.02) path = '/robots.txt';
    if (!path.startsWith('/')) path = '/' + path;
    return path.trim().replace(/ /g, '%20').replace(/\?+$/, '');
  }

  blanks() {
    return this.random() < 0.8 ? '' : this.one([' ', '\t', '  ']);
  }

  line(name, value) {
    const colon = this.random() < 0.97 ? ': ' : ' ';
    const comment = this.random() < 0.05 ? ' # why' : '';
    const shown = this.random() < 0.8 ? name : name.toUpperCase();
    return this.blanks() + shown + this.blanks() + colon + this.blanks() + value + this.blanks() + comment;
  }

  lines(patterns) {
    const lines = [];
    for (let n = 1 + this.below(14); n > 0; --n) {
      const kind = this.random();
      if (kind < 0.3) {
        lines.push(this.line(this.random() < 0.95 ? 'User-agent' : 'Useragent', this.one(kAgents)));
      } else if (kind < 0.88) {
        const pattern = this.random() < 0.95 ? this.pattern() : '';
        patterns.push(pattern);
        const ban = this.random() < 0.97 ? 'Disallow' : this.one(['Dissallow', 'Disalow']);
        lines.push(this.line(this.random() < 0.6 ? ban : 'Allow', pattern));
      } else {
        lines.push(this.one(['', '', '# a comment', ...kOtherLines]));
      }
    }
    return lines;
  }

  /** A robots.txt and what is asked about it. */
  file(addresses) {
    const patterns = [];
    const lines = this.lines(patterns);
    const mark = this.random() < 0.05 ? '\uFEFF' : '';
    const text = mark + lines.join(this.one(['\n', '\n', '\r\n', '\r'])) + this.one(['\n', '']);
    const paths = Array.from({ length: addresses }, () => this.address(patterns));
    return { text, paths };
  }
}
