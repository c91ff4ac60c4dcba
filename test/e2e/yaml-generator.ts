// Seeded YAML texts at the borders between YAML 1.1, YAML 1.2 and JSON: scalars in every place, structures that are mostly
// valid, and valid texts with a small change. Reads and judges nothing.
import { type Chooser, chooser } from './pod-generator.ts';

const WORDS = [
  ...['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'].flatMap((word) => spellings(word)),
  ...['~', '', '""', "''", '=', '<<', '-', '--', '.', '..', '.inf', '-.inf', '+.inf', '.Inf', '.INF', '.iNf', '-.INF'],
  ...[
    '.nan',
    '.NaN',
    '.NAN',
    '.Nan',
    '-.nan',
    'inf',
    'NaN',
    'Infinity',
    'ye',
    'yess',
    'nul',
    'nulll',
    'tru',
    'o',
    'of',
  ],
  ...['1:30', '12:30:45', '-1:30', '1:60', '190:20:30', '190:20:30.15', '1:2:3:4', '01:02', '1_0:30', '0:0'],
  ...['2020-01-01', '2020-1-1', '2020-01-01T00:00:00Z', '2020-01-01t0:0:0Z', '2020-01-01 00:00:00', '2020-13-45'],
  ...['2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '20-01-01', '2020-01', '02020-01-01'],
  ...[
    '0777',
    '0o777',
    '0O777',
    '0x1ff',
    '0X1FF',
    '0b101',
    '0B101',
    '08',
    '09',
    '00',
    '-010',
    '+010',
    '0o8',
    '0x',
    '0b2',
  ],
  ...[
    '1_000',
    '1__0',
    '_1',
    '1_',
    '0x_1f',
    '0_7',
    '0b_1',
    '0b-1',
    '0b+1',
    '-0b1',
    '-0x1',
    '+0x1',
    '0b',
    '0o',
    '0x1.8p1',
  ],
  ...[
    '1e3',
    '1E3',
    '1e+3',
    '1.0',
    '1.',
    '.5',
    '+.5',
    '-.5',
    '+5',
    '-0',
    '-0.0',
    '12e03',
    '1e400',
    '1e-400',
    '0.1',
    '1.10',
  ],
  ...['1_0.5', '1.5_0', '._5', '5._', '.5_', '1e', 'e1', '1e1_0', '3.4e38', '3.5e38', '1e-46', '123456.7', '1234567.8'],
  ...['9007199254740991', '9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775809'],
  ...[
    '18446744073709551615',
    '18446744073709551616',
    '0xffffffffffffffff',
    '0x10000000000000000',
    '100m',
    '1Gi',
    '10.0.0.1',
  ],
];
const TEXTS = [
  ...[
    'a',
    'web',
    'nginx:1.25',
    'a b',
    "it's",
    'a#b',
    'http://a/b',
    'a-b',
    'ü',
    '日本',
    '😀',
    'a:b',
    '/x',
    '$(A)',
    'v1',
  ],
  ...['a, b', '50%', 'a\\b', '(x)', 'a*', 'a&b', 'a!', '<a>', 'a|b', '^a', 'a=b', '.a', '-a', '1a', '0xg', 'a  b'],
];
const QUOTED = [
  ...[
    '"yes"',
    "'010'",
    '"1e3"',
    "'~'",
    '"a\\nb"',
    '"\\x41\\u00e9"',
    "'it''s'",
    '"a # b"',
    "'a: b'",
    '"\\t\\"\\\\"',
    '""',
  ],
  ...[
    '"\\U0001F600"',
    '"\\_\\N\\L\\P\\e\\0"',
    '"\\ud83d\\ude00"',
    '"\\/"',
    '"\\q"',
    '"a\\\n  b"',
    "'a\n  b'",
    '"a\n\n  b"',
  ],
];
const TAGS = [
  ...['!!str', '!!int', '!!bool', '!!float', '!!null', '!!binary', '!!timestamp', '!!map', '!!seq', '!!merge', '!!set'],
  ...['!', '!mine', '!<tag:yaml.org,2002:str>', '!<tag:yaml.org,2002:int>', '!!omap'],
];
const NUMBER_LETTERS = [...'0011277889__..++--::eExXoObBfFaAT'];
const WORD_LETTERS = [...'yYnNoOeEsSfFtTrRuUlLaA~.iIN'];
const NAMES = [
  'a',
  'b',
  'c',
  'name',
  'spec',
  'data',
  'ports',
  'labels',
  'x-y',
  'app.kubernetes.io/name',
  'k8s',
  'ü',
  'a b',
];
const COMMENTS = [' # c', '  # a: b', ' #', ' # [x', ' # "'];

/** Half a surrogate pair, which UTF-8 cannot hold. */
const LONE = /[\ud800-\udfff]/gu;

/** One generated text; `kind` says by which part of the generator. */
export interface GeneratedText {
  readonly kind: 'scalar' | 'key' | 'structure' | 'stream' | 'soup' | 'mutation';
  readonly text: string;
}

function spellings(word: string): readonly string[] {
  const first = word[0]!.toUpperCase() + word.slice(1);
  const last = word.slice(0, -1) + word.at(-1)!.toUpperCase();
  return [...new Set([word, first, word.toUpperCase(), last])];
}

/** All words in all places. */
export function wordsEverywhere(): readonly GeneratedText[] {
  const texts: GeneratedText[] = [];
  for (const scalar of [...WORDS, ...TEXTS, ...QUOTED]) {
    for (const place of PLACES) texts.push({ kind: 'scalar', text: place(scalar) });
    for (const place of KEY_PLACES) texts.push({ kind: 'key', text: place(scalar) });
    for (const tag of TAGS) texts.push({ kind: 'scalar', text: `v: ${tag} ${scalar}\n` });
  }
  return texts;
}

/** `count` texts of a seed: 30 % scalars, 10 % keys, 60 % structures and what is made of them. */
export function generateYaml(seed: number, count: number): readonly GeneratedText[] {
  const pick = chooser(seed);
  return Array.from({ length: count }, (): GeneratedText => {
    const part = pick.below(100);
    if (part < 30) return { kind: 'scalar', text: pick.one(PLACES)(scalarOf(pick)) };
    if (part < 40) return { kind: 'key', text: pick.one(KEY_PLACES)(scalarOf(pick)) };
    if (part < 70) return { kind: 'structure', text: structure(pick) };
    if (part < 76) return { kind: 'stream', text: stream(pick) };
    if (part < 82) return { kind: 'soup', text: soup(pick) };
    const once = mutated(pick, structure(pick));
    return { kind: 'mutation', text: (pick.chance(30) ? mutated(pick, `${once} `) : once).replace(LONE, '') };
  });
}

const PLACES: readonly ((scalar: string) => string)[] = [
  (scalar) => `v: ${scalar}\n`,
  (scalar) => `v: ${scalar}`,
  (scalar) => `- ${scalar}\n- z\n`,
  (scalar) => `v: [${scalar}, z]\n`,
  (scalar) => `v: {w: ${scalar}}\n`,
  (scalar) => `v:   ${scalar}   # c\nw: 1\n`,
  (scalar) => `v:\n  ${scalar}\n`,
  (scalar) => `v: ${scalar}\r\nw: 1\r\n`,
  (scalar) => `v: &a ${scalar}\nw: *a\n`,
];
const KEY_PLACES: readonly ((scalar: string) => string)[] = [
  (scalar) => `${scalar}: v\n`,
  (scalar) => `v: {${scalar}: w}\n`,
  (scalar) => `v:\n  ${scalar} : w\n  z: 1\n`,
  (scalar) => `? ${scalar}\n: v\n`,
];

function letters(pick: Chooser, from: readonly string[], most: number): string {
  return Array.from({ length: 1 + pick.below(most) }, () => pick.one(from)).join('');
}

function scalarOf(pick: Chooser): string {
  const part = pick.below(100);
  if (part < 45) return letters(pick, NUMBER_LETTERS, 8);
  if (part < 60) return letters(pick, WORD_LETTERS, 5);
  if (part < 75)
    return String((pick.below(2) ? 1 : -1) * pick.below(10 ** (1 + pick.below(9))) * (pick.chance(50) ? 1 : 0.001));
  return plainOf(pick);
}

/** A scalar that nearly always may stand anywhere. */
function plainOf(pick: Chooser): string {
  const part = pick.below(100);
  if (part < 45) return pick.one(TEXTS);
  if (part < 75) return pick.one(WORDS.filter((word) => /^[\w.+]/.test(word) && !/inf|nan|1e400/i.test(word)));
  if (part < 90) return pick.one(QUOTED.slice(0, 12));
  return String(pick.below(100_000));
}

/** What is open while a structure is written. */
interface Draft {
  readonly pick: Chooser;
  readonly maps: string[];
  readonly scalars: string[];
  next: number;
}

function structure(pick: Chooser): string {
  const draft: Draft = { pick, maps: [], scalars: [], next: 0 };
  const text = pick.chance(80) ? mapping(draft, 0, 3) : sequence(draft, 0, 3);
  return pick.chance(12) ? text.replaceAll('\n', '\r\n') : text;
}

function stream(pick: Chooser): string {
  const parts = Array.from({ length: 2 + pick.below(3) }, () => (pick.chance(15) ? '# nothing\n' : structure(pick)));
  const between = () => pick.one(['---\n', '---\n', '--- # c\n', '---  \n', '---\n---\n', '...\n---\n', '---\r\n']);
  return `${pick.chance(40) ? '---\n' : ''}${parts.map((part, place) => (place === 0 ? part : between() + part)).join('')}`;
}

const note = (pick: Chooser): string => (pick.chance(6) ? pick.one(COMMENTS) : '');
const gap = (pick: Chooser): string => (pick.chance(4) ? pick.one(['\n', '# line\n', '   \n', '      # deep\n']) : '');

function mapping(draft: Draft, indent: number, depth: number): string {
  const { pick } = draft;
  const used = new Set<string>();
  let text = '';
  for (let left = 1 + pick.below(4); left > 0; left--) {
    const key = pick.chance(12) ? plainOf(pick) : pick.one(NAMES);
    if (used.has(key) && !pick.chance(3)) continue;
    used.add(key);
    if (draft.maps.length > 0 && pick.chance(10)) text += `${' '.repeat(indent)}<<: ${mergeOf(draft)}\n`;
    text += `${gap(pick)}${' '.repeat(indent)}${key}:${memberText(draft, indent, depth)}`;
  }
  return text === '' ? `${' '.repeat(indent)}z: 1\n` : text;
}

function mergeOf({ pick, maps }: Draft): string {
  const one = () => `*${pick.one(maps)}`;
  return pick.one([one, one, () => `[${one()}, ${one()}]`, () => `{m: 1}`, () => `[{m: 1}, ${one()}]`])();
}

function sequence(draft: Draft, indent: number, depth: number): string {
  const { pick } = draft;
  let text = '';
  for (let left = 1 + pick.below(3); left > 0; left--) {
    text += `${gap(pick)}${' '.repeat(indent)}-`;
    if (depth > 0 && pick.chance(35)) text += ` ${mapping(draft, indent + 2, depth - 1).trimStart()}`;
    else if (depth > 0 && pick.chance(8)) text += ` ${sequence(draft, indent + 2, depth - 1).trimStart()}`;
    else text += memberText(draft, indent, depth);
  }
  return text;
}

/** What follows a colon or a dash, to the end of its last line. */
function memberText(draft: Draft, indent: number, depth: number): string {
  const { pick, maps, scalars } = draft;
  const part = pick.below(100);
  if (depth > 0 && part < 22) {
    const step = pick.one([2, 2, 2, 4, 1, 3]);
    const anchor = pick.chance(25) ? `m${draft.next++}` : '';
    const text = `${anchor && ` &${anchor}`}${note(pick)}\n${mapping(draft, indent + step, depth - 1)}`;
    if (anchor) maps.push(anchor);
    return text;
  }
  if (depth > 0 && part < 34) return `${note(pick)}\n${sequence(draft, indent + pick.one([1, 2, 2]), depth - 1)}`;
  if (part < 44) return ` ${flow(draft, 2)}${note(pick)}\n`;
  if (part < 52) return block(pick, indent);
  if (part < 57 && scalars.length > 0) return ` *${pick.one(scalars)}${note(pick)}\n`;
  if (part < 61) {
    const anchor = `s${draft.next++}`;
    scalars.push(anchor);
    return ` &${anchor} ${plainOf(pick)}${note(pick)}\n`;
  }
  if (part < 64) return ` ${pick.one(['!!str', '!mine', '!'])} ${plainOf(pick)}${note(pick)}\n`;
  if (part < 67) return ` ${pick.one(TEXTS.slice(0, 4))}\n${' '.repeat(indent + 2)}${pick.one(TEXTS.slice(0, 4))}\n`;
  return ` ${plainOf(pick)}${note(pick)}\n`;
}

function flow(draft: Draft, depth: number): string {
  const { pick } = draft;
  const inner = (): string => (depth > 0 && pick.chance(25) ? flow(draft, depth - 1) : flowScalar(pick));
  const count = pick.below(4);
  const comma = pick.one([', ', ', ', ',', ' , ']);
  const tail = count > 0 && pick.chance(8) ? ',' : '';
  if (pick.chance(50)) return `[${Array.from({ length: count }, inner).join(comma)}${tail}]`;
  const names = NAMES.slice(pick.below(5));
  return `{${Array.from({ length: count }, (_, place) => `${names[place]}: ${inner()}`).join(comma)}${tail}}`;
}

function flowScalar(pick: Chooser): string {
  const scalar = plainOf(pick);
  return /^['"]/.test(scalar) || !/[,[\]{}?]|:$/.test(scalar) ? scalar : 'x';
}

function block(pick: Chooser, indent: number): string {
  const head = pick.one(['|', '>', '|-', '>-', '|+', '>+', '|2', '|2-', '>-2']);
  const own = ' '.repeat(indent + (head.includes('2') ? 2 : pick.one([1, 2, 2, 4])));
  const line = () => pick.one([...TEXTS, '# no comment', 'a: b', '- c', '  deeper', '"q"', '---x', '{{ x }}', '']);
  const lines = ['a', ...Array.from({ length: pick.below(4) }, line)];
  return ` ${head}${note(pick)}\n${lines.map((one) => (one === '' ? '\n' : `${own}${one}\n`)).join('')}`;
}

const CRUMBS = [
  ...[
    'a',
    'b',
    'yes',
    '1',
    'x y',
    ' ',
    ' ',
    '  ',
    '\n',
    '\n',
    '\n',
    '\n  ',
    '\n ',
    '\t',
    ':',
    ': ',
    ': ',
    '- ',
    '-',
    '? ',
  ],
  ...[
    '# c',
    ' # c',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    '&s ',
    '*s',
    '!',
    '!!str ',
    '!!int ',
    '|',
    '>',
    '|-',
    '>+',
    '|1',
    "'",
    '"',
  ],
  ...[
    "'a'",
    '"b"',
    '%',
    '@',
    '<<: ',
    '---',
    '...',
    '\n---\n',
    '\n...\n',
    '-\t',
    '?\t',
    ':\t',
    '\n\t',
    '\\',
    '\n? ',
    '\n: ',
    'a: ',
    'b: ',
    'a: b\n',
    '\n  - ',
    '"a\n b"',
    '\r\n',
  ],
];

/** Marks of YAML and what may stand between, in any order. */
function soup(pick: Chooser): string {
  return Array.from({ length: 2 + pick.below(9) }, () => pick.one(CRUMBS)).join('');
}

/** A text with one character or line taken out, doubled, moved or put in. */
function mutated(pick: Chooser, text: string): string {
  const at = pick.below(text.length);
  const put = pick.one([...' \t\n:-#,[]{}&*!|>\'"%@`?~0', ': ', '- ', ' #', '\r', '...\n', '---\n']);
  switch (pick.below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + put + text.slice(at + 1);
    case 2: {
      const lines = text.split('\n');
      const line = pick.below(lines.length);
      lines.splice(
        line,
        1,
        ...pick.one([[], [lines[line]!, lines[line]!], [` ${lines[line]}`], [lines[line]!.slice(1)]]),
      );
      return lines.join('\n');
    }
    case 3:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + put + text.slice(at);
  }
}
