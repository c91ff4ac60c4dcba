// Texts that match a regular expression, as far as it is made of what schemas are made of: characters, classes, groups,
// alternatives, repetitions. Who samples checks the result; for what is not understood there is none.
import type { Sequence } from './random.ts';

type Part =
  | { readonly type: 'text'; readonly choices: readonly string[] }
  | { readonly type: 'any-of'; readonly branches: readonly (readonly Part[])[] }
  | { readonly type: 'repeat'; readonly part: Part; readonly least: number; readonly most: number };

/** Beyond the least number of times, a part is repeated at most so often. */
const MORE = 3;
/** A text longer than this matches no schema that a person writes. */
const LONGEST = 2000;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const CLASSES: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: `${LOWER}${LOWER.toUpperCase()}0123456789_`,
  s: ' ',
};
/** What a negated class or a dot may stand for. */
const PRINTABLE = `${LOWER}${LOWER.toUpperCase()}0123456789-._/:`;

/** A text that the pattern should match; undefined where its syntax is not understood. */
export function sampleText(pattern: string, random: Sequence): string | undefined {
  const reader = { pattern, at: 0 };
  const branches = readBranches(reader);
  if (!branches || reader.at < pattern.length) return undefined;
  const text = write({ type: 'any-of', branches }, random, LONGEST);
  return text.length > LONGEST ? undefined : text;
}

function write(part: Part, random: Sequence, room: number): string {
  if (room <= 0) return '';
  if (part.type === 'text') return random.pick(part.choices) ?? '';
  if (part.type === 'any-of') {
    let text = '';
    for (const one of random.pick(part.branches) ?? []) text += write(one, random, room - text.length);
    return text;
  }
  const most = Math.min(part.most, part.least + MORE);
  const times = part.least + random.below(most - part.least + 1);
  let text = '';
  for (let index = 0; index < times && text.length <= room; index++)
    text += write(part.part, random, room - text.length);
  return text;
}

interface Reader {
  readonly pattern: string;
  at: number;
}

function readBranches(reader: Reader): readonly (readonly Part[])[] | undefined {
  const branches: Part[][] = [[]];
  while (reader.at < reader.pattern.length && reader.pattern[reader.at] !== ')') {
    const character = reader.pattern[reader.at] as string;
    if (character === '|') {
      reader.at += 1;
      branches.push([]);
      continue;
    }
    if (character === '^' || character === '$') {
      reader.at += 1;
      continue;
    }
    const part = readPart(reader);
    const repeated = part && readRepetition(part, reader);
    if (!repeated) return undefined;
    branches.at(-1)?.push(repeated);
  }
  return branches;
}

function readPart(reader: Reader): Part | undefined {
  const character = reader.pattern[reader.at] as string;
  reader.at += 1;
  if (character === '(') return readGroup(reader);
  if (character === '[') return readClass(reader);
  if (character === '.') return { type: 'text', choices: [...PRINTABLE] };
  if (character === '\\') {
    const escaped = reader.pattern[reader.at] ?? '';
    reader.at += 1;
    const inside = CLASSES[escaped];
    if (inside !== undefined) return { type: 'text', choices: [...inside] };
    // Letters behind a backslash are classes and assertions that are not known here.
    return escaped === '' || /[A-Za-z0-9]/.test(escaped) ? undefined : { type: 'text', choices: [escaped] };
  }
  return '*+?{'.includes(character) ? undefined : { type: 'text', choices: [character] };
}

function readGroup(reader: Reader): Part | undefined {
  if (reader.pattern[reader.at] === '?') {
    if (reader.pattern[reader.at + 1] !== ':') return undefined;
    reader.at += 2;
  }
  const branches = readBranches(reader);
  if (!branches || reader.pattern[reader.at] !== ')') return undefined;
  reader.at += 1;
  return { type: 'any-of', branches };
}

function readClass(reader: Reader): Part | undefined {
  const negated = reader.pattern[reader.at] === '^';
  if (negated) reader.at += 1;
  const members = new Set<string>();
  for (let first = true; ; first = false) {
    const character = reader.pattern[reader.at];
    if (character === undefined || reader.pattern.startsWith('[:', reader.at)) return undefined;
    reader.at += 1;
    if (character === ']' && !first) break;
    const from = character === '\\' ? (reader.pattern[reader.at++] ?? '') : character;
    const inside = character === '\\' ? CLASSES[from] : undefined;
    if (inside !== undefined) for (const one of inside) members.add(one);
    else if (reader.pattern[reader.at] === '-' && reader.pattern[reader.at + 1] !== ']') {
      const to = reader.pattern[reader.at + 1] ?? '';
      reader.at += 2;
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0) && members.size < 300; code++)
        members.add(String.fromCharCode(code));
    } else members.add(from);
  }
  const choices = negated ? [...PRINTABLE].filter((one) => !members.has(one)) : [...members];
  return choices.length > 0 ? { type: 'text', choices } : undefined;
}

function readRepetition(part: Part, reader: Reader): Part | undefined {
  const [written, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(reader.pattern.slice(reader.at)) ?? [];
  if (written === undefined) return part;
  reader.at += written.length;
  // A lazy repetition matches the same texts.
  if (reader.pattern[reader.at] === '?') reader.at += 1;
  if (written === '?') return { type: 'repeat', part, least: 0, most: 1 };
  if (least === undefined)
    return { type: 'repeat', part, least: written === '+' ? 1 : 0, most: Number.POSITIVE_INFINITY };
  const from = Number(least);
  const to = comma === '' ? from : most === '' ? Number.POSITIVE_INFINITY : Number(most);
  return to < from ? undefined : { type: 'repeat', part, least: from, most: to };
}
