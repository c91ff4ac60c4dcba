// JSON Schema (2020-12) of every document kind, as loading enforces it and as editors use it. What a schema cannot say is checked by parse.ts and compile.ts.
import { PROOFS } from '../change/actor.ts';
import { OBSERVERS } from '../change/observation.ts';
import type { JsonObject } from '../kube/object.ts';
import { API_VERSION, ENFORCEMENTS, SEVERITIES } from './policy.ts';
import { DATE, KIND, object, RULE_ID, text, texts } from './schema-parts.ts';
import { POLICY_TEST } from './schema-policy-test.ts';
import { RESOURCE_TEMPLATE } from './schema-template.ts';
import { TEMPLATE_TEST } from './schema-template-test.ts';

/** The kinds of document that make up a bundle. */
export const DOCUMENT_KINDS = [
  'Policy',
  'PolicyBinding',
  'Exemption',
  'WorkloadKind',
  'ResourceTemplate',
  'PolicyTest',
  'TemplateTest',
] as const;

/** One of `DOCUMENT_KINDS`. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Operations that a document may name; AUDIT is set by the audit alone. */
const NAMED_OPERATIONS = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] as const;

const DNS_SUBDOMAIN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

const LABEL_SELECTOR = object('a label selector, as in Kubernetes', [], {
  matchLabels: { type: 'object', additionalProperties: { type: 'string' } },
  matchExpressions: {
    type: 'array',
    items: {
      ...object('one requirement', ['key', 'operator'], {
        key: text('label key'),
        operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
        values: { type: 'array', items: { type: 'string' } },
      }),
      // As the API server does: without values `In` would silently select nothing.
      if: { properties: { operator: { enum: ['In', 'NotIn'] } }, required: ['operator'] },
      then: { required: ['values'], properties: { values: { minItems: 1 } } },
      else: { properties: { values: { maxItems: 0 } } },
    },
  },
});

const MATCH_FIELDS: JsonObject = {
  kinds: {
    ...texts('Kind, group/Kind, group/version/Kind, `*` or `workload` (all that carries a pod template, and Pod)'),
    items: { type: 'string', pattern: KIND, description: 'a Kind, group/Kind, group/version/Kind, `*` or `workload`' },
  },
  operations: {
    type: 'array',
    items: { enum: NAMED_OPERATIONS },
    minItems: 1,
    description: 'which operations; CREATE and UPDATE when left out',
  },
  subresources: {
    ...texts('narrows to these subresources; when left out: the object itself and every subresource but `status`'),
    items: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'a subresource alone, e.g. exec' },
  },
  namespaces: texts('globs of namespace names; a Namespace is matched by its own'),
  namespaceSelector: LABEL_SELECTOR,
  objectSelector: LABEL_SELECTOR,
  names: texts('globs of object names'),
};

const EXCLUDE = {
  ...object('what is left out: all given fields must match', [], MATCH_FIELDS),
  // Without a field it would leave out everything.
  minProperties: 1,
};
const MATCH = object('which changes are meant: fields are ANDed, items of a field ORed', [], {
  ...MATCH_FIELDS,
  exclude: EXCLUDE,
});

const PATCH = {
  type: 'array',
  minItems: 1,
  description: 'JSON Patch (RFC 6902) that mends the finding; paths start at the node',
  items: {
    ...object('one operation', ['op', 'path'], {
      op: { enum: ['add', 'replace', 'remove'] },
      path: { type: 'string', pattern: '^(/.*)?$', description: 'a JSON pointer, e.g. /securityContext' },
      value: {},
    }),
    if: { properties: { op: { enum: ['add', 'replace'] } }, required: ['op'] },
    then: { required: ['value'] },
  },
};

const TEMPLATE_REFERENCE: JsonObject = object('a ResourceTemplate', ['name', 'major'], {
  name: text('its name, without the major'),
  major: { type: 'integer', minimum: 0, description: 'first number of its version' },
});

const TEMPLATE_RULE: JsonObject = {
  type: ['object', 'string'],
  description:
    'the template that the object must conform to: `{name, major}`, or `any` for the one that its label names',
  if: { type: 'string' },
  then: { const: 'any' },
  else: TEMPLATE_REFERENCE,
};

const TRANSITION = {
  ...object('what may change between the old and the new object: exactly one of the four', [], {
    only: texts('every changed leaf must lie under one of these paths'),
    never: texts('no changed leaf may lie under one of these paths'),
    assert: text('JSONata over `$old`, `$object` and `$changes`; anything but true is a finding'),
    parameters: object('rights by the parameters of a template', ['only'], {
      template: TEMPLATE_REFERENCE,
      only: texts('names of parameters: nothing else may change'),
    }),
  }),
  minProperties: 1,
  maxProperties: 1,
};

const RULE = object('one judgement: exactly one of `schema`, `assert`, `template`, `transition`', ['id', 'message'], {
  id: {
    type: 'string',
    pattern: RULE_ID,
    description: 'a lower-case name, unique in the policy, stable over releases',
  },
  at: text('the nodes that are judged one by one, e.g. `containers[*]`; the object when left out'),
  message: text('one sentence; {…} holds JSONata on the node, {{ and }} are literal braces'),
  remedy: PATCH,
  schema: { type: ['object', 'boolean'], description: 'JSON Schema 2020-12 for the node' },
  assert: text('JSONata on the node; anything but true is a finding'),
  template: TEMPLATE_RULE,
  transition: TRANSITION,
  observed: { enum: OBSERVERS, description: 'what reading a manifest shows; in reserved policies of Sallyport alone' },
});

const POLICY = object(
  'what is required, why, and how to mend it',
  ['title', 'category', 'severity', 'since', 'why', 'remediation', 'match', 'rules'],
  {
    title: text('one line: the required state'),
    category: text('e.g. pod-security'),
    severity: { enum: SEVERITIES, description: 'how bad a finding is, independent of enforcement' },
    since: text('version of the pack that brought the policy'),
    why: text('what goes wrong without it'),
    remediation: text('what to do, as an imperative'),
    references: { type: 'array', items: { type: 'string', pattern: '^https?://' } },
    match: { ...MATCH, required: ['kinds'] },
    conditions: {
      type: 'array',
      minItems: 1,
      description: 'JSONata on the object; all must be true for the policy to apply',
      items: object('one condition', ['name', 'expression'], {
        name: text('what it asks'),
        expression: text('JSONata'),
      }),
    },
    parameters: { type: 'object', description: 'JSON Schema of the parameters; bindings supply values' },
    actorProof: {
      enum: PROOFS,
      description: 'the least proof of the actor that the policy takes; apiserver when left out',
    },
    rules: { type: 'array', minItems: 1, items: RULE },
  },
);

const BINDING = object(
  'which policies are on, where, how strongly, with which parameters, from which date',
  ['policies', 'enforcement'],
  {
    policies: texts('names, globs or pack:NAME'),
    scope: object('where the binding holds', [], {
      ...MATCH_FIELDS,
      exclude: EXCLUDE,
      paths: texts('globs of paths in the repository; such a binding holds at git gates only'),
    }),
    parameters: { type: 'object', additionalProperties: { type: 'object' }, description: 'values by policy name' },
    enforcement: { enum: ENFORCEMENTS },
    schedule: {
      type: 'array',
      minItems: 1,
      description: 'the latest entry that is not after now holds, from midnight UTC',
      items: object('one step', ['from', 'enforcement'], {
        from: { type: 'string', pattern: DATE, description: 'a date, e.g. 2027-03-01' },
        enforcement: { enum: ENFORCEMENTS },
      }),
    },
    onError: {
      enum: ['deny', 'warn'],
      description: 'what an evaluation error does; deny where enforcement is deny, else warn',
    },
  },
);

const EXEMPTION = object(
  'who may deviate from what, why, who owns it, until when',
  ['policies', 'subjects', 'reason', 'owner', 'expires'],
  {
    policies: texts('names or globs of policies'),
    rules: texts('ids of rules; all when left out'),
    subjects: {
      ...object('whom it excuses: fields are ANDed, items of a field ORed', [], {
        kinds: MATCH_FIELDS['kinds'] ?? {},
        namespaces: texts('globs of namespace names'),
        names: texts('globs of object names; never matches an object that has none yet'),
        objectSelector: LABEL_SELECTOR,
        namespaceSelector: LABEL_SELECTOR,
        owners: texts('Kind/name of the workload that owns the object'),
        containers: texts('names of containers'),
      }),
      minProperties: 1,
    },
    reason: text('why the deviation is right'),
    owner: text('who answers for it'),
    ticket: text('where it was agreed'),
    expires: { type: 'string', pattern: DATE, description: 'a date; honoured to its end in UTC' },
  },
);

const WORKLOAD_KIND = object('a custom kind that carries a pod spec', ['kinds', 'podSpec'], {
  kinds: {
    ...texts('group/Kind'),
    items: {
      type: 'string',
      pattern: '^[a-z0-9.-]+/[A-Z][A-Za-z0-9]*$',
      description: 'a group/Kind, e.g. argoproj.io/Rollout',
    },
  },
  podSpec: {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*$',
    description: 'a dotted path, e.g. spec.template.spec',
  },
});

const SPECS: Readonly<Record<DocumentKind, JsonObject>> = {
  Policy: POLICY,
  PolicyBinding: BINDING,
  Exemption: EXEMPTION,
  WorkloadKind: WORKLOAD_KIND,
  ResourceTemplate: RESOURCE_TEMPLATE,
  PolicyTest: POLICY_TEST,
  TemplateTest: TEMPLATE_TEST,
};

/** The JSON Schema of a whole document of this kind. */
export function documentSchema(kind: DocumentKind): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${kind} (${API_VERSION})`,
    ...object(`a Sallyport ${kind}`, ['apiVersion', 'kind', 'metadata', 'spec'], {
      apiVersion: { const: API_VERSION },
      kind: { const: kind },
      metadata: object('name, labels and annotations; all else is in spec', ['name'], {
        name: {
          type: 'string',
          pattern: DNS_SUBDOMAIN,
          maxLength: 253,
          description: 'a lower-case DNS name, e.g. run-as-non-root',
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        annotations: { type: 'object', additionalProperties: { type: 'string' } },
      }),
      spec: SPECS[kind],
    }),
  };
}
