// Our whole answer to one object: what a git gate would find about it as the API server's first judge, by the product's own model.
import { apiSchemas, completionData } from '../../src/bundle/api-data.ts';
import type { Change } from '../../src/change/change.ts';
import { scopesOf } from '../../src/change/namespace.ts';
import type { FieldError } from '../../src/kube/field-error.ts';
import { gvkOf } from '../../src/kube/gvk.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { knownKinds, minorOf } from '../../src/openapi/kinds.ts';
import { mistakenKind } from '../../src/openapi/mistake.ts';
import { createRegistry } from '../../src/openapi/registry.ts';
import { apiModel, judgedBy } from '../../src/validation/api-model.ts';
import { validate } from '../../src/validation/validate.ts';

let judge: ReturnType<typeof judgedBy> | undefined;

/** Everything that we would refuse about an object, and about its replacing another; nothing where the server should accept it. */
export function acceptance(object: JsonObject, old?: JsonObject): readonly FieldError[] {
  judge ??= newJudge();
  const change: Change = {
    operation: old ? 'UPDATE' : 'CREATE',
    gvk: gvkOf(object),
    subresource: undefined,
    namespace: undefined,
    name: '',
    object,
    oldObject: old,
    actor: undefined,
    dryRun: false,
    origin: { gate: 'commit', comparable: true },
  };
  const { seen = [], failures = [] } = judge(change).observations ?? {};
  return [
    ...seen.map(({ rule, pointer, message }) => ({ type: rule as FieldError['type'], pointer, message })),
    ...failures.map(({ rule, message }) => ({ type: rule as FieldError['type'], pointer: '', message })),
  ];
}

/** The API server of the release that the tests start, with no custom kinds; how old an API version is, no server refuses. */
function newJudge(): ReturnType<typeof judgedBy> {
  const schemas = apiSchemas('1.35');
  const kinds = knownKinds(createRegistry(schemas), schemas, []);
  return judgedBy(
    apiModel({
      minor: minorOf(schemas),
      completion: completionData('1.35'),
      kinds: { ...kinds, mistakeOf: (apiVersion, kind) => mistakenKind(apiVersion, kind, schemas) },
      validate,
      scopes: scopesOf([]),
      strictKinds: true,
      versions: () => undefined,
    }),
  );
}
