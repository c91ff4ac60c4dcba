// Parameters as they are typed: `name=value` words and a file of them. A value is what the parameter's schema makes of the text.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { closest } from '../../kube/suggestion.ts';
import { decodeText, parseText } from '../../manifest/parse.ts';
import { compileSchema } from '../../policy/json-schema.ts';
import type { CompiledTemplate } from '../../template/template.ts';
import { type Invocation, type Io, UsageError } from '../command.ts';

/** Words that set parameters, and all others, in their order. */
export function partWords(words: readonly string[]): {
  readonly given: readonly string[];
  readonly others: readonly string[];
} {
  const given = words.filter((word) => IS_PARAMETER.test(word));
  return { given, others: words.filter((word) => !IS_PARAMETER.test(word)) };
}

const IS_PARAMETER = /^[A-Za-z_][\w-]*=/;

/** The parameters that words and `--params` give; words win. */
export function givenParameters(
  template: CompiledTemplate,
  given: readonly string[],
  { one, io }: Invocation,
): JsonObject {
  const file = one('params');
  const params: Record<string, Json> = file === undefined ? {} : { ...fileParameters(file, io) };
  for (const name of Object.keys(params)) schemaOf(template, name);
  const seen = new Set<string>();
  for (const word of given) {
    const at = word.indexOf('=');
    const name = word.slice(0, at);
    if (seen.has(name)) throw new UsageError(`the parameter ${quoted(name)} is given twice`);
    seen.add(name);
    const read = readValue(template, name, word.slice(at + 1));
    if (!read.ok) throw new UsageError(read.message);
    params[name] = read.value;
  }
  return params;
}

/** A typed text as the value of a parameter, or why it cannot be one. */
export type ReadValue = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** Reads a text by the parameter's type: a text is taken as it is, all else as YAML; the schema has the last word. */
export function readValue(template: CompiledTemplate, name: string, text: string): ReadValue {
  const schema = schemaOf(template, name);
  const types = [schema['type'] ?? []].flat() as readonly string[];
  const yaml = yamlValue(text);
  const wanted = (value: Json | undefined) =>
    value !== undefined && (types.length === 0 || types.includes(typeName(value)));
  const isText = types.length === 1 && types[0] === 'string';
  const value = isText || !wanted(yaml) ? text : (yaml as Json);
  const compiled = compileSchema(withoutOwn(schema) as JsonObject);
  if (!compiled.ok || compiled.validate(value)) return { ok: true, value };
  const [error] = compiled.validate.errors ?? [];
  const place = error?.instancePath ? ` at ${quoted(error.instancePath)}` : '';
  const listed = Array.isArray(schema['enum'])
    ? `: ${schema['enum'].map((one) => quoted(String(one))).join(', ')}`
    : '';
  return {
    ok: false,
    message: `${quoted(name)} ${error?.message ?? 'is not valid'}${place}${listed}, not ${quoted(text)}`,
  };
}

/** The schema of a parameter; one that does not exist is wrong use. */
export function schemaOf({ name: template, spec }: CompiledTemplate, name: string): JsonObject {
  const properties = spec.parameters['properties'];
  const known = isJsonObject(properties) ? properties : {};
  const schema = Object.hasOwn(known, name) ? known[name] : undefined;
  if (schema !== undefined) return isJsonObject(schema) ? schema : {};
  const near = closest(name, Object.keys(known));
  const hint = near === undefined ? `, only ${Object.keys(known).join(', ')}` : `, did you mean ${quoted(near)}`;
  throw new UsageError(`the template ${quoted(template)} has no parameter ${quoted(name)}${hint}`);
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function yamlValue(text: string): Json | undefined {
  const { documents, problems } = parseText(text);
  return problems.length > 0 || documents.length !== 1 ? undefined : documents[0]!.value;
}

/** Our own keywords are no part of what a value must meet. */
function withoutOwn(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutOwn);
  if (!isJsonObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => (key === 'x-sallyport' ? [] : [[key, withoutOwn(value)]])),
  );
}

function fileParameters(file: string, io: Io): JsonObject {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(io.cwd, file));
  } catch (thrown) {
    throw new UsageError(
      `cannot read ${quoted(file)}: ${(thrown as NodeJS.ErrnoException).code ?? String(thrown)}; name a file`,
    );
  }
  const decoded = decodeText(bytes);
  const read = decoded.ok
    ? parseText(decoded.text, { json: file.endsWith('.json') })
    : { documents: [], problems: [decoded.problem] };
  const [problem] = read.problems;
  if (problem) throw new UsageError(`${file}:${problem.position.line}:${problem.position.column}: ${problem.message}`);
  const [document] = read.documents;
  if (read.documents.length === 1 && document && isJsonObject(document.value)) return document.value;
  throw new UsageError(`${quoted(file)} is no map of parameters; write one, \`name: value\` a line`);
}
