// One template as a documentation page: what it is for, which parameters it takes, what may vary and where, what must hold among
// parameters, and what it makes. The example is the first set that its own tests accept, so that none is ever untested.
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { printYaml } from '../manifest/print.ts';
import { leaves } from '../template/leaves.ts';
import { render } from '../template/render.ts';
import type { CompiledTemplate, Leaf } from '../template/template.ts';
import { bullets, code, fence, GENERATED, table } from './markdown.ts';
import { typeName } from './schema-page.ts';

/** A template with what its page tells beside the template itself. */
export interface TemplateEntry {
  readonly template: CompiledTemplate;
  /** Parameters of the first case that accepts, if it states some. */
  readonly example: JsonObject | undefined;
}

/** The page as Markdown. */
export function templatePage({ template, example }: TemplateEntry): string {
  const { name, spec, major } = template;
  const { owner, status, docs, description } = spec;
  const facts = [
    `version ${spec.version}`,
    `owner ${code(owner)}`,
    ...(status === undefined || status === 'active' ? [] : [status]),
  ];
  const head = [
    GENERATED,
    `# ${name}`,
    `${sentence(description)}.`,
    `${facts.join(', ')}. Objects say that they are of it by the label ${code(`sallyport.dev/template: ${name}.v${major}`)}${appliesTo(template)}.`,
    ...(docs === undefined ? [] : [`More: ${docs}`]),
  ];
  const sections: readonly (readonly [string, string])[] = [
    ['Objects', objectTable(template)],
    ['Parameters', parameterTable(template)],
    ['Constraints', bullets((spec.constraints ?? []).map(({ expr, message }) => `${code(expr)}: ${message}`))],
    ['What may vary', varying(template)],
    ['Example', exampleOf(template, example)],
    ['Upgrading', upgrades(template)],
  ];
  const parts = sections.filter(([, text]) => text !== '').map(([heading, text]) => `## ${heading}\n\n${text}`);
  return `${[...head, ...parts].join('\n\n').replace(/\n+$/, '')}\n`;
}

/** The list of all templates. */
export function templateIndex(entries: readonly TemplateEntry[]): string {
  const rows = entries.map(({ template }) => {
    const all = leaves(template);
    const open = all.filter(({ kind }) => kind !== 'literal').length;
    const { name, spec } = template;
    return [`[${code(name)}](${templateFile(template)})`, spec.version, spec.description, `${open} of ${all.length}`];
  });
  const intro =
    'Every built-in template. An object takes one by its label; a rule `template` of a policy requires it. What is not listed as varying on its page is constant.';
  return `${[GENERATED, '# Templates', intro, table(['template', 'version', 'for', 'places that vary'], rows)].join('\n\n')}\n`;
}

/** File name of a template's page, beside the list. */
export function templateFile({ name }: Pick<CompiledTemplate, 'name'>): string {
  return `${name}.md`;
}

function appliesTo({ spec }: CompiledTemplate): string {
  if (spec.appliesTo === undefined) return '';
  const fields = Object.entries(spec.appliesTo).map(
    ([field, listed]) => `${field} ${(listed as readonly string[]).map(code).join(', ')}`,
  );
  return `, or by what it is meant for: ${fields.join(' and ')}`;
}

function objectTable({ spec }: CompiledTemplate): string {
  const rows = spec.objects.map(({ id, body, required, when, why }) => [
    code(id),
    `${String(body['apiVersion'])} ${String(body['kind'])}`,
    when === undefined ? (required === false ? 'if wanted' : 'always') : `where ${code(when)}`,
    why ?? '',
  ]);
  return table(['object', 'kind', 'there', 'why'], rows);
}

function parameterTable({ spec, program }: CompiledTemplate): string {
  const properties = spec.parameters['properties'];
  const rows = Object.entries(isJsonObject(properties) ? properties : {}).map(([name, property]) => {
    const schema: JsonObject = isJsonObject(property) ? property : {};
    return [code(name), typeName(schema), presetOf(name, schema, program), meaning(schema)];
  });
  return rows.length === 0 ? 'None.' : table(['name', 'type', 'default', 'meaning'], rows);
}

function presetOf(name: string, schema: JsonObject, { required, sources }: CompiledTemplate['program']): string {
  if (sources.has(name)) {
    const own = schema['x-sallyport'];
    return `from ${code(String(isJsonObject(own) ? own['from'] : ''))}`;
  }
  const { default: preset } = schema;
  if (preset !== undefined) return code(JSON.stringify(preset));
  return required.has(name) ? 'required' : 'none';
}

/** The description with the bounds that a table can hold. */
function meaning(schema: JsonObject): string {
  const { description = '' } = schema;
  const bounds = BOUNDS.flatMap(([keyword, word]): readonly string[] =>
    schema[keyword] === undefined ? [] : [`${word} ${code(String(schema[keyword]))}`],
  );
  return [String(description), bounds.join(', ')].filter((one) => one !== '').join('; ');
}

const BOUNDS: readonly (readonly [string, string])[] = [
  ['format', 'format'],
  ['pattern', 'pattern'],
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['quantityMinimum', 'at least'],
  ['quantityMaximum', 'at most'],
  ['maxLength', 'characters at most'],
  ['maxItems', 'items at most'],
];

function varying(template: CompiledTemplate): string {
  const all = leaves(template);
  const open = all.filter(({ kind }) => kind !== 'literal');
  const rows = open.map((leaf) => [
    code(leaf.object),
    leaf.path === '' ? 'the object' : code(leaf.path),
    whatVaries(leaf),
  ]);
  const head = `${open.length} of ${all.length} places; all others are constant.`;
  return rows.length === 0 ? head : `${head}\n\n${table(['object', 'place', 'takes'], rows)}`;
}

function whatVaries({ kind, parameters, optional }: Leaf): string {
  const what = {
    parameter: parameters.map(code).join(', '),
    any: 'any value that its schema takes',
    expr: 'what is computed of the parameters',
    extra: 'other members',
    literal: 'a constant',
  }[kind];
  return optional ? `${what}; may be absent` : what;
}

function exampleOf(template: CompiledTemplate, params: JsonObject | undefined): string {
  if (params === undefined) return '';
  const made = render(template, params, {});
  if (!made.ok) return '';
  const call = Object.entries(params).map(([name, value]) => `${name}=${argument(value)}`);
  return [
    fence('sh', `sallyport template render ${template.name} ${call.join(' ')}`),
    'makes',
    fence('yaml', made.value.map(({ object }) => printYaml(object)).join('---\n')),
  ].join('\n\n');
}

/** A value as the shell takes it. */
function argument(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function upgrades({ spec }: CompiledTemplate): string {
  const steps = (spec.upgrade ?? []).map(
    ({ from, note }) => `from ${code(from)}${note === undefined ? '' : `: ${note}`}`,
  );
  const ends = Object.entries(spec.support ?? {}).flatMap(([major, { until }]) =>
    until === undefined ? [] : [`${code(major)} is supported until ${until}`],
  );
  return bullets([...steps, ...ends]);
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}`;
}
