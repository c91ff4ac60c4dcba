// JSON Schemas of documents as a reference page: one table of fields a kind. Shows structure, types and descriptions; the schema
// itself is what holds.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { code, GENERATED, table } from './markdown.ts';

/** A kind of document with the schema of a whole document. */
export interface DocumentSchema {
  readonly kind: string;
  readonly schema: JsonObject;
}

/** The page of all kinds; `intro` is the paragraph below the title. */
export function schemaPage(title: string, intro: string, documents: readonly DocumentSchema[]): string {
  const sections = documents.map(({ kind, schema }) => {
    const spec = member(schema, 'spec');
    const described = isJsonObject(spec) ? spec : schema;
    const rows = fieldRows(described, isJsonObject(spec) ? 'spec' : '');
    return `## ${kind}\n\n${capital(String(described['description'] ?? kind))}.\n\n${table(['field', 'type', 'required', 'meaning'], rows)}`;
  });
  return `${[GENERATED, `# ${title}`, intro, ...sections].join('\n\n')}\n`;
}

/** `list of string`, `one of a, b`: as much of a schema as fits in a table. */
export function typeName(schema: Json | undefined): string {
  if (!isJsonObject(schema)) return 'any';
  const { type, items, additionalProperties, enum: values, const: only } = schema;
  if (isJsonList(values)) return `one of ${values.map((one) => code(String(one))).join(', ')}`;
  if (only !== undefined) return code(String(only));
  if (type === 'array') return items === undefined ? 'list' : `list of ${typeName(items)}`;
  if (type === 'object' && isJsonObject(additionalProperties)) return `map of ${typeName(additionalProperties)}`;
  return type === undefined ? 'any' : [type].flat().join(' or ');
}

function fieldRows(schema: JsonObject, path: string): string[][] {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return [];
  const required = isJsonList(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (!isJsonObject(property)) return [[code(at), 'any', '', '']];
    const row = [
      code(at),
      typeName(property),
      required.includes(name) ? 'yes' : '',
      String(property['description'] ?? ''),
    ];
    return [row, ...nestedRows(property, at)];
  });
}

/** Fields of an object, or of the objects in a list; a label selector is known from Kubernetes and stays closed. */
function nestedRows(property: JsonObject, at: string): string[][] {
  const items = property['items'];
  const inner = isJsonObject(items) ? items : property;
  if (member(inner, 'matchLabels') !== undefined) return [];
  return fieldRows(inner, isJsonObject(items) ? `${at}[]` : at);
}

function member(schema: JsonObject, name: string): Json | undefined {
  const properties = schema['properties'];
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
