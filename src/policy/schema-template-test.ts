// JSON Schema of a TemplateTest's spec: cases of a template, run by `sallyport template test`.
import type { JsonObject } from '../kube/object.ts';
import { cases, DEFINITIONS, object, text } from './schema-parts.ts';

const NAMESPACE = object('the namespace of the objects', ['name'], {
  name: text('its name'),
  labels: { type: 'object', additionalProperties: { type: 'string' } },
});

const INPUT: JsonObject = {
  ...object('a set of objects: exactly one of params, objects and manifest', [], {
    params: { type: 'object', description: 'the objects that the template makes of these parameters' },
    objects: { type: 'array', minItems: 1, items: { type: 'object' }, description: 'the objects themselves' },
    manifest: text('the objects as the text of a manifest'),
    changes: {
      type: 'array',
      minItems: 1,
      description: 'JSON Patch operations on the objects, one after the other',
      items: object('one operation', ['object', 'op', 'path'], {
        object: text('id of the template object whose resource is changed'),
        op: { enum: ['add', 'replace', 'remove'] },
        path: {
          type: 'string',
          description: 'JSON pointer into the object; for the whole object, with remove, an empty text',
        },
        value: true,
      }),
    },
    namespace: NAMESPACE,
    path: text('path of the file in the repository'),
  }),
  oneOf: [{ required: ['params'] }, { required: ['objects'] }, { required: ['manifest'] }],
};

/** The spec of a TemplateTest. */
export const TEMPLATE_TEST: JsonObject = object(
  'sets that conform to a template and sets that drift',
  ['template', 'cases'],
  {
    template: text('name of the template under test, with its major where there are several: web-service.v2'),
    definitions: DEFINITIONS,
    cases: cases(INPUT, 'drifts', {
      finds: { type: 'object', description: 'parameters that solving must find, as far as they are listed' },
      drifts: {
        type: 'array',
        minItems: 1,
        description: 'all drifts of the set',
        items: object('one expected drift', ['type', 'pointer'], {
          type: text('type of the drift'),
          object: text('id of the template object; left out where the drift is of none'),
          pointer: { type: 'string' },
          message: text('the whole message, where it matters'),
        }),
      },
    }),
  },
);
