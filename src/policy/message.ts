// Message templates: literal text with holes of JSONata. Compiled once; filling one never decides whether there is a finding.
import type { DocumentProblem, Expression, ExpressionCompiler, Result } from './rule-type.ts';

/** Limits of the contract: characters of one hole, and of the message. */
const HOLE_LIMIT = 120;
const MESSAGE_LIMIT = 1024;

/** A compiled message: literal text and expressions in turn. */
export interface MessageTemplate {
  readonly parts: readonly (string | Expression)[];
}

/** Reads `{…}` holes; a hole ends at its matching brace, strings and nested braces respected; `{{` and `}}` are literal. */
export function compileMessage(
  text: string,
  pointer: string,
  expressions: ExpressionCompiler,
): Result<MessageTemplate> {
  const parts: (string | Expression)[] = [];
  const problems: DocumentProblem[] = [];
  let literal = '';
  for (let i = 0; i < text.length; ) {
    const char = text[i] ?? '';
    if ((char === '{' || char === '}') && text[i + 1] === char) {
      literal += char;
      i += 2;
    } else if (char === '{') {
      const end = closingBrace(text, i);
      if (end < 0)
        return unbalanced(
          `the hole that opens at character ${i + 1} has no closing brace: write \`{{\` for a literal brace`,
          pointer,
        );
      const hole = expressions(text.slice(i + 1, end), pointer, false);
      if (hole.ok) parts.push(literal, hole.value);
      else problems.push(...hole.problems);
      literal = '';
      i = end + 1;
    } else if (char === '}') {
      return unbalanced(`the brace at character ${i + 1} closes no hole: write \`}}\` for a literal brace`, pointer);
    } else {
      literal += char;
      i++;
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  parts.push(literal);
  return { ok: true, value: { parts: parts.filter((part) => part !== '') } };
}

const unbalanced = (message: string, pointer: string): Result<never> => ({
  ok: false,
  problems: [{ code: 'message-syntax', message, pointer }],
});

/** Index of the brace that closes the one at `start`, -1 without one. Quotes and backticks of JSONata hide braces. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '"' || char === "'" || char === '`') {
      for (i++; i < text.length && text[i] !== char; i++) if (text[i] === '\\' && char !== '`') i++;
      if (i >= text.length) return -1;
    } else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return i;
  }
  return -1;
}

/** Fills the holes on a node; a detail follows in brackets. The result is bounded and holds no control or bidirectional characters. */
export function fillMessage(
  template: MessageTemplate,
  node: unknown,
  bindings: Readonly<Record<string, unknown>>,
  detail?: string,
): string {
  let text = '';
  for (const part of template.parts) text += typeof part === 'string' ? part : hole(part, node, bindings);
  if (detail !== undefined) text += ` (${detail})`;
  return bounded(text);
}

/** A message within the limits of the contract: of bounded length, control and bidirectional characters escaped. */
export function bounded(text: string): string {
  return cut(escapeControls(text), MESSAGE_LIMIT);
}

function hole(expression: Expression, node: unknown, bindings: Readonly<Record<string, unknown>>): string {
  const result = expression.evaluate(node, bindings);
  return cut(result.ok ? print(result.value) : '(error)', HOLE_LIMIT);
}

function print(value: unknown): string {
  if (value === undefined || value === null) return '(none)';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(print).join(', ');
  return JSON.stringify(value) ?? '(error)';
}

/** Cuts to a number of characters, never inside a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\uD800-\uDBFF]/.test(text[limit - 2] ?? '') ? limit - 2 : limit - 1;
  return `${text.slice(0, end)}…`;
}

/** Control characters, and those that turn the direction of text (Unicode TR 9), as `\u{…}`. */
export function escapeControls(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g, (char) => {
    return char === '\n' ? '\\n' : char === '\t' ? '\\t' : `\\u{${char.charCodeAt(0).toString(16)}}`;
  });
}
