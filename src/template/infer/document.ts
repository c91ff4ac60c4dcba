// A resolved set of objects as the spec of a ResourceTemplate, with comments that say what each guess rests on.
import { joinPointer } from '../../change/pointer.ts';
import type { Json, JsonObject } from '../../kube/object.ts';
import { writeBody } from './body.ts';
import { reached, tally, writtenValue } from './column.ts';
import { guessSchema } from './parameter-schema.ts';
import type { Column, Member, Path } from './pattern.ts';
import type { Parameter } from './readings.ts';
import type { Resolved, ResolvedList } from './resolve.ts';

/** The parameter schema and objects, and comments by the JSON pointer of what they stand above, from `spec` on. */
export interface WrittenTemplate {
  readonly parameters: JsonObject;
  readonly objects: readonly JsonObject[];
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

/** Values shown in a comment. */
const MOST_EXAMPLES = 3;
const LONGEST_EXAMPLE = 60;
const PROPERTIES = '/spec/parameters/properties';

/** Writes the parameters and the objects; `roots` are the objects by id, some with a presence. */
export function writeTemplate(roots: readonly Member[], resolved: Resolved, size: number): WrittenTemplate {
  const comments = new Map<string, string[]>();
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  const add = (name: string, schema: JsonObject, isRequired: boolean, comment: string) => {
    properties[name] = schema;
    if (isRequired) required.push(name);
    comments.set(joinPointer(PROPERTIES, name), [comment]);
  };
  for (const parameter of resolved.parameters) {
    const { schema, isRequired } = propertyOf(parameter);
    add(parameter.name, schema, isRequired, valuesComment(parameter.column, parameter.paths.length));
  }
  for (const { name, labels, path } of resolved.chosen) {
    const column: Column = { raw: labels, done: labels };
    const values = [...new Set(labels.filter((label) => label !== undefined))];
    const schema = { type: 'string', enum: values, description: `which kind of ${showPath(path)}` };
    add(name, schema, !labels.includes(undefined), valuesComment(column, 1));
  }
  for (const { name, presence, paths } of resolved.switches) {
    const there = presence.filter((one) => one === true).length;
    const all = presence.filter((one) => one !== undefined).length;
    const description = `whether there is ${paths.map(showPath).join(', ')}`;
    add(name, { type: 'boolean', default: there * 2 > all, description }, false, `true in ${there} of ${all}`);
  }
  for (const list of resolved.lists.values()) {
    const owners = new Set(list.scope.outer?.owners ?? []).size;
    const comment = `${list.scope.size} items in ${owners} of ${size}`;
    add(list.name, listSchema(list), false, comment);
  }
  const objects = roots.map((root): JsonObject => {
    const condition = resolved.conditions.get(root);
    return {
      id: root.key,
      ...(condition !== undefined && { when: condition }),
      body: writeBody(root.pattern, resolved),
    };
  });
  const parameters = {
    type: 'object',
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    properties,
  };
  return { parameters, objects, comments };
}

function propertyOf({ column, paths, isEverywhere }: Parameter): {
  readonly schema: JsonObject;
  readonly isRequired: boolean;
} {
  const [path = []] = paths;
  const { default: mode, ...guessed } = guessSchema(column, path);
  // What some lack has no default: its absence says something.
  const schema = {
    ...guessed,
    ...(mode !== undefined && isEverywhere && { default: mode }),
    description: showPath(path),
  };
  return { schema, isRequired: isEverywhere && mode === undefined };
}

function listSchema({ items, path }: ResolvedList): JsonObject {
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  const own = (name: string) => name.slice(name.indexOf('.') + 1);
  for (const parameter of items.parameters) {
    const { default: _, ...schema } = guessSchema(parameter.column, parameter.paths[0] ?? []);
    properties[own(parameter.name)] = schema;
    if (parameter.isEverywhere) required.push(own(parameter.name));
  }
  for (const { name } of items.switches) {
    properties[own(name)] = { type: 'boolean' };
    required.push(own(name));
  }
  for (const list of items.lists.values()) properties[own(list.name)] = listSchema(list);
  return {
    type: 'array',
    default: [],
    description: showPath(path),
    items: { type: 'object', ...(required.length > 0 && { required }), additionalProperties: false, properties },
  };
}

/** `spec.template.spec.containers[app].image`. */
export function showPath(path: Path): string {
  return path.reduce((text, segment) => {
    if (segment.startsWith('[')) return `${text}${segment}`;
    const word = /^[A-Za-z0-9_-]+$/.test(segment) ? segment : `"${segment}"`;
    return text === '' ? word : `${text}.${word}`;
  }, '');
}

function valuesComment(column: Column, places: number): string {
  const groups = tally(column);
  const examples = groups.slice(0, MOST_EXAMPLES).map(({ indexes }) => shorten(writtenValue(column, indexes)));
  const more = groups.length > MOST_EXAMPLES ? ', …' : '';
  const count = `${groups.length} ${groups.length === 1 ? 'value' : 'values'} in ${reached(column).length}`;
  return `${count}${places > 1 ? `, in ${places} places` : ''}: ${examples.join(', ')}${more}`;
}

/** One line that cannot end a comment. */
function shorten(value: Json): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/[^\x20-\x7e]+/g, ' ');
  return text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text;
}
