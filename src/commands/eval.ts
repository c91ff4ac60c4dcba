// `sallyport eval`: what an expression yields on each object of a text, for authors; `--batch` answers JSON lines, for tools.
// Evaluating is expression/'s work, reading manifest/'s.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutNulls } from '../change/absent.ts';
import { EXPRESSION_NAMES } from '../engine/facts.ts';
import {
  type CompiledExpression,
  compileExpression,
  type Evaluated,
  type ExpressionProblem,
} from '../expression/compile.ts';
import { isJsonObject, type JsonObject, metadataOf } from '../kube/object.ts';
import { containersOf, podSpecOf } from '../kube/workload.ts';
import { decodeText, parseManifests } from '../manifest/parse.ts';
import { EXIT, type Invocation, type Io, UsageError } from './command.ts';

/** Exit code 0 when every evaluation yields a value or nothing, 2 when the expression or a text cannot be read or an evaluation fails. */
export async function run({ words, has, io }: Invocation): Promise<number> {
  if (has('batch')) {
    if (words.length > 0)
      throw new UsageError('`eval --batch` takes no words; it reads JSON lines from standard input');
    io.stdout(batch(new TextDecoder().decode(await io.stdin())));
    return EXIT.passed;
  }
  const [text, file, more] = words;
  if (text === undefined) throw new UsageError('`eval` needs an expression');
  if (more !== undefined) throw new UsageError('`eval` takes one file; quote the expression as one word');
  const compiled = compileExpression(text, { names: EXPRESSION_NAMES });
  if (!compiled.ok) {
    for (const problem of compiled.problems) io.stderr(pointed('error', text, problem));
    return EXIT.unjudged;
  }
  for (const warning of compiled.expression.warnings) io.stderr(pointed('warning', text, warning));
  if (file === undefined) return report('', compiled.expression.evaluate(undefined), text, io);
  return onManifests(compiled.expression, file, await bytesOf(file, io), io);
}

async function bytesOf(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return readFileSync(resolve(io.cwd, file));
  } catch (thrown) {
    throw new UsageError(
      `cannot read \`${file}\`: ${(thrown as NodeJS.ErrnoException).code ?? String(thrown)}; name a file, or \`-\` for standard input`,
    );
  }
}

function onManifests(expression: CompiledExpression, file: string, bytes: Uint8Array, io: Io): number {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return unreadable(file, [decoded.problem], io);
  const { documents, problems } = parseManifests(decoded.text, { json: file.endsWith('.json') });
  let code = problems.length > 0 ? unreadable(file, problems, io) : EXIT.passed;
  if (documents.length === 0 && problems.length === 0) {
    io.stderr(`${file}: there is no manifest in it; an object has apiVersion and kind\n`);
    return EXIT.unjudged;
  }
  for (const { value, start } of documents) {
    if (!isJsonObject(value)) continue;
    const object = withoutNulls(value);
    for (const { label, input, bindings } of subjects(expression, object))
      code = Math.max(
        code,
        report(`${file}:${start.line} ${label}: `, expression.evaluate(input, bindings), expression.text, io),
      );
  }
  return code;
}

function unreadable(
  file: string,
  problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly position: { readonly line: number; readonly column: number };
  }[],
  io: Io,
): number {
  for (const { code, message, position } of problems)
    io.stderr(`${file}:${position.line}:${position.column}: ${message} [${code}]\n`);
  return EXIT.unjudged;
}

interface Subject {
  readonly label: string;
  readonly input: unknown;
  readonly bindings: Readonly<Record<string, unknown>>;
}

/** The object itself, or, for an expression that reads `$container`, each of its containers. */
function subjects({ reads }: CompiledExpression, object: JsonObject): readonly Subject[] {
  const { name, namespace } = metadataOf(object);
  const label = `${String(object['kind'])} \`${name ?? ''}\``;
  const pod = podSpecOf(object, new Map());
  const bindings = {
    object,
    operation: 'CREATE',
    pod,
    ...(namespace !== undefined && { namespace: { name: namespace } }),
  };
  if (!pod || !reads.some(({ variable }) => variable === 'container')) return [{ label, input: object, bindings }];
  return containersOf(pod).map((container) => ({
    label: `${label} container \`${String(container['name'])}\``,
    input: container,
    bindings: { ...bindings, container },
  }));
}

function report(label: string, result: Evaluated, text: string, io: Io): number {
  if (!result.ok) {
    io.stderr(
      label === '' ? pointed('error', text, result.error) : `${label}${result.error.message} [${result.error.code}]\n`,
    );
    return EXIT.unjudged;
  }
  io.stdout(`${label}${result.value === undefined ? '(nothing)' : JSON.stringify(result.value)}\n`);
  return EXIT.passed;
}

/** A problem below the expression, with a mark where it stands. */
function pointed(kind: string, text: string, { code, message, position }: ExpressionProblem): string {
  const before = text.slice(0, position);
  const start = before.lastIndexOf('\n') + 1;
  const line = text.slice(start).split('\n', 1)[0] ?? '';
  // positions stand behind the token they are about
  const column = Math.max(position - start - 1, 0);
  return `${kind}: ${message} [${code}]\n  ${line}\n  ${line.slice(0, column).replace(/[^\t]/g, ' ')}^\n`;
}

/** Answers each line `{"expression", "input", "bindings"?}` with `{"value"}`, `{}` for nothing, or `{"error"}`. */
export function batch(text: string): string {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${JSON.stringify(answer(line))}\n`).join('');
}

const malformed = (message: string) => ({ error: { code: 'malformed-line', message, position: 0 } });

function answer(line: string): unknown {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (thrown) {
    return malformed(`the line is no JSON: ${(thrown as Error).message}`);
  }
  if (!isJsonObject(request)) return malformed('a line must be an object with expression and input');
  const { expression, input, bindings = {} } = request as Readonly<Record<string, unknown>>;
  if (typeof expression !== 'string') return malformed('`expression` must be a string');
  if (!isJsonObject(bindings)) return malformed('`bindings` must be an object, names without `$`');
  const compiled = compileExpression(expression);
  if (!compiled.ok) return { error: compiled.problems[0] };
  const result = compiled.expression.evaluate(input, bindings);
  if (!result.ok) return { error: result.error };
  return result.value === undefined ? {} : { value: result.value };
}
