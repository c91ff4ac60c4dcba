// One policy as a documentation page. The avoid and prefer examples are the first reject and accept case of its own test, so that
// no example is ever untested. Pure: what is on a page is all in its entry.

import { isJsonObject, type JsonObject } from '../kube/object.ts';
import { printYaml } from '../manifest/print.ts';
import type { Enforcement, PolicySpec, PolicyTestSpec, TestCase } from '../policy/policy.ts';
import { API_VERSION } from '../policy/policy.ts';
import { bullets, code, fence, GENERATED, table } from './markdown.ts';
import { typeName } from './schema-page.ts';

/** A policy with what its page tells beside the policy itself. */
export interface CatalogEntry {
  readonly name: string;
  /** The pack whose folder holds it. */
  readonly pack: string;
  readonly spec: PolicySpec;
  readonly tests: readonly PolicyTestSpec[];
  /** The packs whose own bindings turn it on, and how strongly. */
  readonly boundBy: readonly { readonly pack: string; readonly enforcement: Enforcement }[];
}

/** The headings of every page, in order. */
export const PAGE_HEADINGS = ['What', 'Why', 'Avoid', 'Prefer', 'Parameters', 'Exemptions', 'Since'] as const;

/** The page of one policy as Markdown. */
export function policyPage(entry: CatalogEntry): string {
  const { name, pack, spec } = entry;
  const sections: Readonly<Record<(typeof PAGE_HEADINGS)[number], string>> = {
    What: what(entry),
    Why: [sentence(spec.why), bullets((spec.references ?? []).map((reference) => `<${reference}>`))]
      .filter(Boolean)
      .join('\n\n'),
    Avoid: example(entry, 'reject'),
    Prefer: `${sentence(spec.remediation)}\n\n${example(entry, 'accept')}`,
    Parameters: parameters(spec.parameters),
    Exemptions: exemptions(entry),
    Since: `${spec.since}`,
  };
  const head = `# ${spec.title}\n\n${code(name)}, in the pack ${code(pack)}, category ${code(spec.category)}, severity ${spec.severity}`;
  return [GENERATED, head, ...PAGE_HEADINGS.map((heading) => `## ${heading}\n\n${sections[heading]}`), '']
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** Where a policy is turned on: `pod-security-baseline (deny)`, or by whom it has to be. */
export function turnedOnBy({ boundBy }: Pick<CatalogEntry, 'boundBy'>): string {
  return boundBy.length === 0
    ? 'by a binding of your own'
    : boundBy.map(({ pack, enforcement }) => `${code(`pack:${pack}`)} (${enforcement})`).join(', ');
}

function what(entry: CatalogEntry): string {
  const { match, conditions = [], rules, actorProof } = entry.spec;
  const { exclude, ...fields } = match;
  const lines = [
    `Judges ${selection({ ...fields } as JsonObject)}${exclude ? `, but not where ${selection({ ...exclude } as JsonObject)}` : ''}.`,
    ...(conditions.length > 0 ? [`Applies only where: ${conditions.map(({ name }) => name).join('; ')}.`] : []),
    ...(actorProof ? [`Asks for an actor that is proven by ${code(actorProof)} or better.`] : []),
    `Turned on ${entry.boundBy.length > 0 ? 'by ' : ''}${turnedOnBy(entry)}.`,
  ];
  const rows = rules.map(({ id, at, ...rule }) => {
    const type =
      (['schema', 'assert', 'template', 'transition', 'observed'] as const).find((one) => rule[one] !== undefined) ??
      '';
    return [
      code(id),
      type,
      at === undefined ? (type === 'observed' ? 'what is read' : 'the object') : code(at),
      code(rule.message.trim()),
    ];
  });
  return `${lines.join(' ')}\n\n${table(['rule', 'type', 'judges', 'message'], rows)}`;
}

function selection(fields: JsonObject): string {
  return Object.entries(fields)
    .map(([field, value]) => {
      if (Array.isArray(value)) return `${field} ${value.map((one) => code(String(one))).join(', ')}`;
      return `${field} ${code(JSON.stringify(value))}`;
    })
    .join(' and ');
}

function example(entry: CatalogEntry, kind: 'accept' | 'reject'): string {
  for (const test of entry.tests) {
    const found = test.cases.find((one) => one[kind] !== undefined);
    if (found) return caseText(found, kind, test);
  }
  return `The policy has no case that it ${kind}s.`;
}

function caseText(one: TestCase, kind: 'accept' | 'reject', { parameters: values }: PolicyTestSpec): string {
  const { object, manifest, old, operation, subresource, actor, namespace } = one[kind] ?? {};
  const facts = [
    ...(operation ? [`operation ${operation}`] : []),
    ...(subresource ? [`subresource ${code(subresource)}`] : []),
    ...(actor
      ? [`by ${code(actor.name)}${actor.groups?.length ? ` of ${actor.groups.map(code).join(', ')}` : ''}`]
      : []),
    ...(namespace
      ? [
          `in the namespace ${code(namespace.name)}${namespace.labels ? ` with the labels ${code(JSON.stringify(namespace.labels))}` : ''}`,
        ]
      : []),
  ];
  return [
    `Case “${one.name}”${facts.length > 0 ? ` (${facts.join(', ')})` : ''}:`,
    ...(values ? ['With the parameters', fence('yaml', printYaml(values))] : []),
    ...(old ? ['Before:', fence('yaml', printYaml(old)), ...(object ? ['After:'] : ['Deleted.'])] : []),
    ...(object ? [fence('yaml', printYaml(object))] : []),
    ...(manifest === undefined ? [] : [fence('yaml', manifest)]),
    ...(one.findings
      ? [
          bullets(
            one.findings.map(
              ({ rule, pointer, message }) =>
                `${code(rule)} at ${pointer === '' ? 'the object' : code(pointer)}: ${message}`,
            ),
          ),
        ]
      : []),
  ].join('\n\n');
}

function parameters(schema: JsonObject | undefined): string {
  const properties = schema?.['properties'];
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) return 'None.';
  const required = Array.isArray(schema?.['required']) ? schema['required'] : [];
  const rows = Object.entries(properties).map(([name, property]) => {
    const { description = '', default: preset } = (isJsonObject(property) ? property : {}) as JsonObject;
    const value = preset === undefined ? (required.includes(name) ? 'required' : 'none') : code(JSON.stringify(preset));
    return [code(name), typeName(property), value, String(description)];
  });
  return table(['name', 'type', 'default', 'meaning'], rows);
}

function exemptions({ name, spec }: CatalogEntry): string {
  const [kind = '*'] = spec.match.kinds ?? [];
  const document = {
    apiVersion: API_VERSION,
    kind: 'Exemption',
    metadata: { name: `${name}-in-legacy` },
    spec: {
      policies: [name],
      rules: [spec.rules[0]!.id],
      subjects: {
        kinds: [kind === '*' || kind === 'workload' ? 'Deployment' : kind],
        namespaces: ['legacy'],
        names: ['web'],
      },
      reason: 'why the deviation is right',
      owner: 'who answers for it',
      ticket: 'where it was agreed',
      expires: '2027-03-31',
    },
  };
  return `An exempted finding stays in every report, marked, and changes no verdict. Narrow the subjects as far as you can:\n\n${fence('yaml', printYaml(document))}`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}
