// JSON Schema 2020-12 as Sallyport compiles it: ajv, strict, every pattern on RE2, Kubernetes' own formats and quantity keywords.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import { parseImage } from '../kube/image.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { plainPattern } from '../kube/plain-pattern.ts';
import { parseQuantity } from '../kube/quantity.ts';

/** A validator; its `errors` hold what failed in the last call. */
export type Validator = ValidateFunction;
export type SchemaError = ErrorObject;

/** The result of compiling: the validator, or why the schema cannot be one. */
export type CompiledSchema =
  | { readonly ok: true; readonly validate: Validator }
  | { readonly ok: false; readonly message: string };

/** RFC 1123, as https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ states it. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const isDnsLabel = (text: string) => DNS_LABEL.test(text);
const isDnsSubdomain = (text: string) =>
  text.length <= 253 && text.split('.').every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));

function isCidr(text: string): boolean {
  const [address = '', length = '', rest] = text.split('/');
  if (rest !== undefined || !/^(0|[1-9][0-9]{0,2})$/.test(length)) return false;
  const v4 = /^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.|$)){4}$/.test(address) && !address.endsWith('.');
  return v4 ? Number(length) <= 32 : /^[0-9A-Fa-f:.]+$/.test(address) && isIpv6(address) && Number(length) <= 128;
}

/** Eight groups of four hex digits, one run of zeros left out as `::` (RFC 4291, section 2.2). */
function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const wellFormed = groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group));
  return wellFormed && (halves.length === 2 ? groups.length < 8 : groups.length === 8);
}

/** A pattern on RE2, or where it is plain on JavaScript's engine. ajv tells patterns apart by their `toString`. */
function patternEngine(pattern: string): { test(text: string): boolean; toString(): string } {
  const compiled = plainPattern(pattern, { ignoreCase: false }) ?? RE2JS.compile(pattern);
  return { test: (text) => compiled.test(text), toString: () => pattern };
}
// Standalone code is never written, so the engine has no source text of its own.
const regExp = Object.assign(patternEngine, { code: 'patternEngine' });

/** `proven` schemas are our own, tested before they were shipped: ajv need not compile the schema of schemas to check them. */
interface Setting {
  readonly ownProperties: boolean;
  readonly verbose: boolean;
  readonly proven: boolean;
}

function makeAjv({ ownProperties, verbose, proven }: Setting): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    coerceTypes: false,
    useDefaults: false,
    $data: false,
    ownProperties,
    verbose,
    validateSchema: !proven,
    code: { regExp },
  });
  // ajv-formats ships as CommonJS: its plugin is the `default` of what an ES module imports.
  ajvFormats.default(ajv);
  ajv.addFormat('dns1123-label', { type: 'string', validate: isDnsLabel });
  ajv.addFormat('dns1123-subdomain', { type: 'string', validate: isDnsSubdomain });
  ajv.addFormat('cidr', { type: 'string', validate: isCidr });
  ajv.addFormat('image-ref', { type: 'string', validate: (text: string) => parseImage(text) !== undefined });
  ajv.addFormat('quantity', { type: 'string', validate: (text: string) => parseQuantity(text) !== undefined });
  ajv.addFormat('int-or-string', { type: 'string', validate: () => true });
  for (const [keyword, holds] of [
    ['quantityMinimum', (order: number) => order >= 0],
    ['quantityMaximum', (order: number) => order <= 0],
  ] as const) {
    ajv.addKeyword({
      keyword,
      type: ['string', 'number'],
      schemaType: ['string', 'number'],
      ...(!proven && { metaSchema: { type: ['string', 'number'] } }),
      compile: (bound: string | number) => {
        const limit = parseQuantity(bound);
        if (limit === undefined) throw new Error(`\`${bound}\` under \`${keyword}\` is no quantity`);
        return (value: string | number) => {
          const quantity = parseQuantity(value);
          return quantity !== undefined && holds(quantity - limit);
        };
      },
    });
  }
  return ajv;
}

const instances = new Map<string, Ajv2020>();

/** Setting ajv up costs more than compiling a schema: one instance for each set of options, which keeps no schema. */
function compileWith(setting: Setting, schema: JsonObject): Validator {
  const key = JSON.stringify(setting);
  const ajv = instances.get(key) ?? makeAjv(setting);
  instances.set(key, ajv);
  try {
    return ajv.compile(schema);
  } finally {
    ajv.removeSchema(schema);
  }
}

/** Compiles a schema. `$ref` only works inside it; what RE2 cannot match, unknown formats and unknown keywords are refused. */
export function compileSchema(schema: JsonObject | boolean, { proven = false } = {}): CompiledSchema {
  try {
    const expanded = typeof schema === 'boolean' ? (schema ? {} : { not: {} }) : expandReferences(schema);
    const setting = { ownProperties: mentionsInherited(expanded), verbose: false, proven };
    return { ok: true, validate: compileWith(setting, expanded) };
  } catch (error) {
    return { ok: false, message: (error as Error).message.replace(/^strict mode: /, '') };
  }
}

/** Compiles a schema of our own, known to be sound, with all that a suggestion needs in its errors. Throws on a faulty one. */
export function compileDocumentSchema(schema: JsonObject): Validator {
  return compileWith({ ownProperties: true, verbose: true, proven: true }, schema);
}

/** Names such as `constructor` are found on every object: only then does ajv have to ask for own properties. */
function mentionsInherited(schema: Json): boolean {
  if (isJsonList(schema)) return schema.some(mentionsInherited);
  if (!isJsonObject(schema)) return typeof schema === 'string' && schema in Object.prototype;
  return Object.entries(schema).some(([key, value]) => key in Object.prototype || mentionsInherited(value));
}

/** Keywords that hold values, or definitions that are expanded where they are used. */
const DATA: ReadonlySet<string> = new Set(['$defs', 'const', 'enum', 'default', 'examples']);

/** Nodes of a schema with its references written out: far more than a person writes, few enough to compile at once. */
const MOST_NODES = 20_000;

/** Writes every `$ref` out, so that an error's path names all keywords that it passed through. Recursion is refused. */
function expandReferences(root: JsonObject): JsonObject {
  let written = 0;
  const expand = (node: Json, open: readonly string[]): Json => {
    // References to references multiply: a few lines could stand for millions.
    if (++written > MOST_NODES) throw new Error('it stands for too much once every `$ref` is written out, use fewer');
    if (isJsonList(node)) return node.map((item) => expand(item, open));
    if (!isJsonObject(node)) return node;
    refuseTraps(node);
    const { $ref, ...rest } = node;
    if (typeof $ref !== 'string') {
      return Object.fromEntries(
        Object.entries(node).map(([key, value]) => [key, DATA.has(key) ? value : expand(value, open)]),
      );
    }
    if (open.includes($ref))
      throw new Error(`\`$ref: ${$ref}\` leads back to itself, write the schema without recursion`);
    const siblings = expand(rest, open) as JsonObject;
    const target = expand(resolve(root, $ref), [...open, $ref]);
    return Object.keys(rest).length === 0
      ? target
      : { ...siblings, allOf: [...((siblings['allOf'] as readonly Json[]) ?? []), target] };
  };
  return expand(root, []) as JsonObject;
}

/** Keywords that ajv takes and that would judge elsewhere, later or not at all. */
const REFUSED: readonly string[] = ['$async', '$dynamicRef', '$recursiveRef', '__proto__'];
const QUANTITY: readonly string[] = ['quantityMinimum', 'quantityMaximum'];

/** What compiles and does not do what it says. A quantity has many spellings: comparing its text misses all but one. */
function refuseTraps(node: JsonObject): void {
  const has = (keyword: string) => Object.hasOwn(node, keyword);
  const refused = REFUSED.find(has);
  if (refused !== undefined) throw new Error(`\`${refused}\` is not supported, remove it`);
  if (node['format'] !== 'quantity' && !QUANTITY.some(has)) return;
  const textual = ['const', 'enum', 'pattern'].find(has);
  if (textual !== undefined)
    throw new Error(`\`${textual}\` compares the text of a quantity, use ${QUANTITY.join(' or ')}`);
}

function resolve(root: Json, reference: string): Json {
  if (!reference.startsWith('#')) throw new Error(`\`$ref: ${reference}\` leaves the schema, only \`#/…\` is followed`);
  let node: Json | undefined = root;
  for (const token of reference.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    node =
      isJsonObject(node) && Object.hasOwn(node, name) ? node[name] : isJsonList(node) ? node[Number(name)] : undefined;
  }
  if (node === undefined) throw new Error(`\`$ref: ${reference}\` leads nowhere`);
  return node;
}
