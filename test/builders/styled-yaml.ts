// Random texts of YAML and JSON with all that people write into them: both styles, quotes, block texts, comments, blank lines,
// several documents. For laws about texts; what they mean is known by how they are made.
import fc from 'fast-check';
import type { Json } from '../../src/kube/object.ts';

/** A value with the choices of how it is written. */
export type Styled =
  | { readonly sort: 'scalar'; readonly value: Json; readonly style: number }
  | { readonly sort: 'list'; readonly items: readonly Styled[]; readonly flow: boolean; readonly note: number }
  | {
      readonly sort: 'map';
      readonly members: readonly (readonly [string, Styled])[];
      readonly flow: boolean;
      readonly note: number;
    };

const SCALARS = [
  'app',
  'a b',
  'yes',
  '0x10',
  '',
  'a: b',
  '#x',
  "it's",
  '--flag',
  'line 1\nline 2\n',
  'x\ny',
  '12:30',
  'ä😀',
];
const NAMES = ['name', 'a', 'b/c', 'x~y', 'on', '8', 'a b', 'env', 'ports', '__proto__'];
const COMMENTS = ['', '', ' # note', ' #', ' # a: b - c [x] "'];

/** Scalars that make trouble, and everyday ones. */
const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(...SCALARS),
  fc.string({ maxLength: 6 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

/** Any value, small. */
export const anyValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Values with their styles; the root is a list or map with something in it. */
export const styled: fc.Arbitrary<Styled> = fc.letrec<{ value: Styled; list: Styled; map: Styled }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.record({ sort: fc.constant('scalar' as const), value: scalar, style: fc.nat(4) }),
    tie('list'),
    tie('map'),
  ),
  list: fc.record({
    sort: fc.constant('list' as const),
    items: fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
    flow: fc.boolean(),
    note: fc.nat(COMMENTS.length * 4 - 1),
  }),
  map: fc.record({
    sort: fc.constant('map' as const),
    members: fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('value')), {
      minLength: 1,
      maxLength: 4,
      selector: ([name]) => name,
    }),
    flow: fc.boolean(),
    note: fc.nat(COMMENTS.length * 4 - 1),
  }),
})).map;

/** How a whole text is laid out. */
export interface TextStyle {
  readonly indent: number;
  readonly dashIndent: number;
  readonly lineEnd: string;
  readonly brokenFlow: boolean;
}

/** Layouts of texts. */
export const textStyle: fc.Arbitrary<TextStyle> = fc.record({
  indent: fc.constantFrom(2, 4),
  dashIndent: fc.constantFrom(0, 2),
  lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
  brokenFlow: fc.boolean(),
});

/** The text of a document. */
export function writeStyled(root: Styled, style: TextStyle): string {
  const lines = blockLines(root, 0, { ...style });
  return `${lines.join('\n')}\n`.replaceAll('\n', style.lineEnd);
}

function blockLines(node: Styled, column: number, style: TextStyle): readonly string[] {
  const pad = ' '.repeat(column);
  if (node.sort === 'scalar' || node.flow) return [pad + flow(node, column, style)];
  const comment = COMMENTS[node.note % COMMENTS.length];
  const above = node.note % 4 === 1 ? [`${pad}# above`] : node.note % 4 === 2 ? [''] : [];
  if (node.sort === 'list')
    return node.items.flatMap((item) => [...above, ...behind(`${pad}-`, item, column, 2, comment, style)]);
  return node.members.flatMap(([name, value]) => [
    ...above,
    ...behind(
      `${pad}${key(name)}:`,
      value,
      column,
      value.sort === 'list' ? style.dashIndent : style.indent,
      comment,
      style,
    ),
  ]);
}

function behind(
  mark: string,
  node: Styled,
  column: number,
  by: number,
  comment = '',
  style: TextStyle,
): readonly string[] {
  if (node.sort === 'scalar') {
    const block = node.style === 4 && typeof node.value === 'string' ? literal(node.value) : undefined;
    if (block)
      return [
        `${mark} ${block.header}${comment}`,
        ...block.lines.map((line) => (line === '' ? '' : ' '.repeat(column + 2) + line)),
      ];
    const text = flow(node, column, style);
    return [`${mark}${text === '' ? '' : ` ${text}`}${comment}`];
  }
  if (node.flow) return [`${mark} ${flow(node, column, style)}${comment}`];
  const lines = blockLines(node, column + by, style);
  // A list or map may begin behind the dash of an item.
  const inline = mark.endsWith('-') && node.note % 2 === 0 && !/^\s*(#|$)/.test(lines[0]!);
  return inline ? [`${mark} ${lines[0]!.trimStart()}`, ...lines.slice(1)] : [`${mark}${comment}`, ...lines];
}

function flow(node: Styled, column: number, style: TextStyle): string {
  if (node.sort === 'scalar') return scalarText(node.value, node.style);
  const [open, close] = node.sort === 'list' ? '[]' : '{}';
  const parts =
    node.sort === 'list'
      ? node.items.map((item) => flow(inFlow(item), column + 2, style))
      : node.members.map(([name, value]) => `${key(name)}: ${flow(inFlow(value), column + 2, style)}`);
  const last = node.note % 3 === 0 ? ',' : '';
  if (!style.brokenFlow) return `${open}${parts.join(node.note % 2 ? ', ' : ' ,')}${last}${close}`;
  const pad = `\n${' '.repeat(column + 2)}`;
  const comment = COMMENTS[node.note % COMMENTS.length];
  return `${open}${parts.map((part, index) => `${pad}${part}${index < parts.length - 1 ? ',' : last}${comment}`).join('')}\n${' '.repeat(column + 1)}${close}`;
}

function inFlow(node: Styled): Styled {
  return node.sort === 'scalar' && node.value === null ? { ...node, style: 1 } : node;
}

function key(name: string): string {
  return /^[a-z_/~]{2,}$/.test(name) && name !== 'on' ? name : JSON.stringify(name);
}

function scalarText(value: Json, style: number): string {
  if (value === null) return style === 0 ? '' : style === 1 ? 'null' : '~';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (style === 0 && /^(app|a b|--flag|ä😀)$/.test(value)) return value;
  if (style === 1 && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function literal(text: string): { readonly header: string; readonly lines: readonly string[] } | undefined {
  if (!/^[a-z]/.test(text) || /[^\n -~]/.test(text) || /\n\n|\s\n/.test(text)) return undefined;
  return text.endsWith('\n')
    ? { header: '|', lines: text.slice(0, -1).split('\n') }
    : { header: '|-', lines: text.split('\n') };
}
