// Objects in which every struct is present and nothing else, and what an API server makes of them: whatever it adds is a default.
// Which of it is kept as data is for defaults.ts.
import type { JsonObject } from '../../../src/kube/object.ts';
import type { ApiSchema, ApiSchemas } from '../../../src/openapi/schema.ts';
import type { ControlPlane } from '../control-plane.ts';
import { type Recorder, startRecorder } from '../recorder.ts';
import { untilCalled } from '../webhook.ts';

/** A kind's skeleton, and the object as the first mutating webhook was shown it; no review of kinds that webhooks never see. */
export interface RecordedSkeleton {
  readonly kind: string;
  readonly sent: JsonObject;
  readonly shown: JsonObject | undefined;
}

/** Definitions that hold any value, or bookkeeping of the server. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'meta/v1.ManagedFieldsEntry',
  'meta/v1.FieldsV1',
  'pkg/runtime.RawExtension',
  'apiextensions/v1.JSON',
]);

type Skeleton = { readonly [key: string]: Skeleton } | readonly Skeleton[];

/** Undefined where a schema is a scalar or free. A definition within itself ends the descent. */
function skeletonOf(schema: ApiSchema, set: ApiSchemas, within: readonly string[]): Skeleton | undefined {
  const { $ref, properties, items, additionalProperties } = schema;
  if ($ref !== undefined) {
    if ($ref === 'meta/v1.ObjectMeta') return {};
    const definition = set.definitions[$ref];
    if (!definition || LEFT_OUT.has($ref) || within.includes($ref)) return undefined;
    return skeletonOf(definition, set, [...within, $ref]);
  }
  if (properties) {
    const filled = Object.entries(properties).flatMap(([name, one]) => {
      const value = skeletonOf(one, set, within);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(filled);
  }
  const item = typeof additionalProperties === 'object' ? additionalProperties : items;
  const value = item && skeletonOf(item, set, within);
  if (value === undefined) return undefined;
  return items ? [value] : { k: value };
}

/** Lets a mutating webhook be shown everything that is created. */
export async function registerMutating(plane: ControlPlane, { url, authority }: Recorder): Promise<void> {
  const rule = { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['CREATE'], scope: '*' };
  const name = 'record.sallyport.dev';
  const { status, body } = await plane.send(
    'POST',
    '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    {
      metadata: { name },
      webhooks: [
        {
          name,
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Ignore',
          matchPolicy: 'Exact',
          clientConfig: { url, caBundle: Buffer.from(authority).toString('base64') },
          rules: [rule],
        },
      ],
    },
  );
  if (status !== 201) throw new Error(`webhook: ${status} ${JSON.stringify(body)}`);
}

/** The namespace of the dry runs. */
export const NAMESPACE = 'skeletons';

/** The path that objects of a kind are created at, in that namespace. */
export function pathOf(kind: string, set: ApiSchemas): string {
  const [apiVersion = ''] = kind.split(' ');
  const { resource, namespaced } = set.kinds[kind] ?? { resource: '', namespaced: false };
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${base}/${namespaced ? `namespaces/${NAMESPACE}/` : ''}${resource}`;
}

/** Sends the skeleton of every kind that is served by default, as a dry run, in the order of the kinds' names. */
export async function recordSkeletons(plane: ControlPlane, set: ApiSchemas): Promise<readonly RecordedSkeleton[]> {
  await plane.createNamespace(NAMESPACE);
  const recorder = await startRecorder();
  try {
    await registerMutating(plane, recorder);
    await untilCalled(
      () =>
        plane.send('POST', `/api/v1/namespaces/${NAMESPACE}/configmaps?dryRun=All`, { metadata: { name: 'probe' } }),
      () => recorder.take().length > 0,
    );
    const recorded: RecordedSkeleton[] = [];
    for (const [kind, { schema, optIn }] of Object.entries(set.kinds)) {
      if (optIn) continue;
      const [apiVersion = '', name = ''] = kind.split(' ');
      const structs = skeletonOf({ $ref: schema }, set, []);
      const sent = { ...structs, apiVersion, kind: name, metadata: { name: 'full' } } as JsonObject;
      await plane.send('POST', `${pathOf(kind, set)}?dryRun=All`, sent);
      const reviews = recorder.take().map(({ review }) => review['request'] as JsonObject);
      const own = reviews.find((request) => (request['kind'] as JsonObject)['kind'] === name);
      recorded.push({ kind, sent, shown: own?.['object'] as JsonObject | undefined });
    }
    return recorded;
  } finally {
    await recorder.stop();
  }
}
