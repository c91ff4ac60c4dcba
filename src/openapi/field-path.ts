// Paths of fields as definitions write them (`.spec.size`, `.spec['a.b']`): taken apart along a schema. Source:
// k8s.io/apiextensions-apiserver pkg/apiserver/schema/cel, ValidFieldPath.
import { additionalOf, propertyOf } from './custom-schema.ts';
import type { ApiSchema } from './schema.ts';

const STEP = /\.([^.[\]']+)|\['((?:[^'\\]|\\.)*)'\]/y;
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  "'": "'",
  '\\': '\\',
};

/** The tokens of a path; undefined where it is none, or leads to no field of the schema. `brackets` are allowed unless told. */
export function fieldTokens(path: string, schema: ApiSchema, brackets = true): readonly string[] | undefined {
  return fieldAt(path, schema, brackets)?.tokens;
}

/** The tokens of a path and the schema that it leads to. */
export function fieldAt(
  path: string,
  schema: ApiSchema,
  brackets = true,
): { readonly tokens: readonly string[]; readonly schema: ApiSchema } | undefined {
  const tokens: string[] = [];
  let at: ApiSchema | undefined = schema;
  STEP.lastIndex = 0;
  let read = 0;
  while (read < path.length) {
    const [step, name, text] = STEP.exec(path) ?? [];
    if (step === undefined || (!brackets && name === undefined)) return undefined;
    const token = name ?? unescaped(text ?? '');
    if (token === undefined) return undefined;
    at = at.properties && Object.keys(at.properties).length > 0 ? propertyOf(at, token) : additionalOf(at);
    if (at === undefined) return undefined;
    tokens.push(token);
    read += step.length;
    STEP.lastIndex = read;
  }
  return { tokens, schema: at };
}

function unescaped(text: string): string | undefined {
  let known = true;
  const plain = text.replace(/\\(.)/g, (_, letter: string) => {
    known &&= Object.hasOwn(ESCAPES, letter);
    return ESCAPES[letter] ?? '';
  });
  return known ? plain : undefined;
}
