// JSON Schema of a ResourceTemplate's spec. What stands in bodies and parameters is checked by template/compile.ts.
import type { JsonObject } from '../kube/object.ts';
import { DATE, KIND, object, RULE_ID, text, texts } from './schema-parts.ts';

const SEMVER = '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$';

const OBJECT = object('one golden object', ['id', 'body'], {
  id: { type: 'string', pattern: RULE_ID, description: 'a lower-case name, unique in the template' },
  required: { type: 'boolean', description: 'whether the set must hold it; true when left out' },
  when: text('a condition on one parameter: the object is there exactly when it holds'),
  why: text('shown with what is wrong about the object'),
  body: { type: 'object', description: 'the resource, with holes and operators' },
});

const IDS = { ...texts('ids of objects'), items: { type: 'string', minLength: 1 } };
const GROUP: JsonObject = {
  ...object('which objects go together: exactly one field', [], {
    allOf: IDS,
    allOrNoneOf: IDS,
    anyOf: IDS,
    anyOneOf: IDS,
    noneOf: IDS,
    oneOf: IDS,
  }),
  minProperties: 1,
  maxProperties: 1,
};

/** The spec of a ResourceTemplate. */
export const RESOURCE_TEMPLATE: JsonObject = object(
  'a golden resource with typed parameters',
  ['version', 'owner', 'description', 'parameters', 'objects'],
  {
    version: { type: 'string', pattern: SEMVER, description: 'a version of three numbers, e.g. 2.3.0' },
    owner: text('who answers for it'),
    description: text('what it is for, in one sentence'),
    docs: text('where more is written'),
    status: { enum: ['draft', 'active', 'deprecated', 'retired'], description: 'active when left out' },
    appliesTo: object('which objects it is meant for, where no label names a template', [], {
      kinds: {
        ...texts('Kind, group/Kind or group/version/Kind'),
        items: { type: 'string', pattern: KIND, description: 'a Kind, group/Kind or group/version/Kind' },
      },
      namespaces: texts('globs of namespace names'),
      paths: texts('globs of paths in the repository; git gates only'),
    }),
    hole: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 2,
      maxItems: 2,
      description: 'how holes begin and end in place of `${` and `}`',
    },
    parameters: { type: 'object', description: 'JSON Schema of the parameters: `type: object` with `properties`' },
    constraints: {
      type: 'array',
      minItems: 1,
      description: 'relations between parameters',
      items: object('one relation', ['expr', 'message'], {
        expr: text('JSONata over `params` and `context`; anything but true is a drift'),
        message: text('one sentence: what must hold'),
      }),
    },
    objects: { type: 'array', minItems: 1, items: OBJECT },
    groups: { type: 'array', minItems: 1, items: GROUP },
    defaults: object('what holds where a place says nothing', [], {
      extra: { enum: ['deny', 'allow'], description: 'other keys and items; deny when left out' },
      order: { enum: ['any', 'listed'], description: 'the order of keyed lists; any when left out' },
    }),
    upgrade: {
      type: 'array',
      minItems: 1,
      description: 'how parameters of older versions become those of this one',
      items: object('one step', ['from', 'params'], {
        from: { type: 'string', pattern: '^[0-9]+[.]x$', description: 'an older major, e.g. 1.x' },
        params: text('JSONata over `params`, the old ones; yields the new ones'),
        note: text('what a person should know'),
      }),
    },
    support: {
      type: 'object',
      description: 'by major, until when objects may be labelled so',
      propertyNames: { pattern: '^[0-9]+[.]x$' },
      additionalProperties: object('how long', [], {
        until: { type: 'string', pattern: DATE, description: 'a date, e.g. 2027-03-31; honoured to its end in UTC' },
      }),
    },
  },
);
