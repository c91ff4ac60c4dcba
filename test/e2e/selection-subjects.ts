// Objects and policies that are about selecting alone: each policy finds one thing in whatever it is shown, so that the two
// gates agree on a finding exactly when they agree on what a policy looks at. Sends nothing and judges nothing.
import type { JsonObject } from '../../src/kube/object.ts';
import type { CaseInput, Match } from '../../src/policy/policy.ts';

/** What each policy looks at, by the name of the policy; `operations` are CREATE and UPDATE where none are given. */
const MATCHES: Readonly<Record<string, Match>> = {
  'selects-all': { kinds: ['*'], operations: ['CREATE', 'UPDATE', 'DELETE'] },
  'selects-workloads': { kinds: ['workload'] },
  'selects-kind': { kinds: ['Deployment'] },
  'selects-group': { kinds: ['batch/Job'] },
  'selects-version': { kinds: ['apps/v1/Deployment', 'v1/Pod'] },
  'selects-deletion': { kinds: ['*'], operations: ['DELETE'] },
  'selects-change': { kinds: ['*'], operations: ['UPDATE'] },
  'selects-name': { kinds: ['*'], names: ['web*'] },
  'selects-namespace': { kinds: ['*'], namespaces: ['shop*'] },
  'selects-namespace-labels': { kinds: ['*'], namespaceSelector: { matchLabels: { stage: 'production' } } },
  'selects-namespace-name': {
    kinds: ['*'],
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop'] }],
    },
  },
  'selects-labels': { kinds: ['*'], objectSelector: { matchLabels: { tier: 'front' } } },
  'selects-no-label': {
    kinds: ['*'],
    objectSelector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
  },
  'selects-but-names': { kinds: ['*'], exclude: { names: ['web*'] } },
  'selects-but-kind-there': { kinds: ['*'], exclude: { kinds: ['Pod'], namespaces: ['shop'] } },
  'selects-but-labels': { kinds: ['*'], exclude: { objectSelector: { matchLabels: { tier: 'front' } } } },
};

/** The names of the policies; each must find something in some subjects and nothing in others. */
export const SELECTING_POLICIES = Object.keys(MATCHES);

/** The policies with a binding each, and an exemption by name. */
export const SELECTION_DOCUMENTS: readonly JsonObject[] = [
  ...Object.entries(MATCHES).flatMap(([name, match]): JsonObject[] => [
    {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'Policy',
      metadata: { name },
      spec: {
        title: 'Finds one thing in all that it is shown',
        category: 'selection',
        severity: 'low',
        since: '0.1.0',
        why: 'both gates must look at the same objects',
        remediation: 'nothing is wrong',
        match: match as unknown as JsonObject,
        rules: [{ id: 'shown', assert: 'false', message: '{$operation}: {$object.kind} `{$object.metadata.name}`' }],
      },
    },
    {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'PolicyBinding',
      metadata: { name },
      spec: { policies: [name], enforcement: 'warn' },
    },
  ]),
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'Exemption',
    metadata: { name: 'exempts-by-name' },
    spec: {
      policies: ['selects-workloads'],
      subjects: { names: ['web*'], namespaces: ['shop'] },
      reason: 'an exemption must hold for the same objects at both gates',
      owner: 'nobody',
      expires: '2099-12-31',
    },
  },
];

const SPEC = { containers: [{ name: 'app', image: 'registry.example.org/app:1' }] };
const FRONT = { tier: 'front' };

const pod = (metadata: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec: SPEC });
const configMap = (metadata: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} });
const template = { metadata: { labels: { app: 'a' } }, spec: SPEC };
const deployment = (metadata: JsonObject): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { selector: { matchLabels: { app: 'a' } }, template },
});
const job = (metadata: JsonObject): JsonObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata,
  spec: { template: { spec: { ...SPEC, restartPolicy: 'Never' } } },
});
const plain = (apiVersion: string, kind: string, metadata: JsonObject, rest: JsonObject = {}): JsonObject => ({
  apiVersion,
  kind,
  metadata,
  ...rest,
});

const shop = { name: 'shop', labels: { stage: 'production' } };

/** The subjects: created, changed and deleted objects with and without namespace, name and labels. */
export const SELECTION_SUBJECTS: readonly { readonly title: string; readonly input: CaseInput }[] = (
  [
    ['a pod', { object: pod({ name: 'web', namespace: 'shop' }) }],
    ['a pod in a labelled namespace', { object: pod({ name: 'web', namespace: 'shop' }), namespace: shop }],
    ['a pod with a label', { object: pod({ name: 'db', namespace: 'shop', labels: FRONT }) }],
    ['a pod elsewhere', { object: pod({ name: 'web-2', namespace: 'elsewhere' }) }],
    ['a pod with a prefix for a name', { object: pod({ generateName: 'web-', namespace: 'shop' }) }],
    ['a pod with another prefix', { object: pod({ generateName: 'db-', namespace: 'shop' }) }],
    ['a pod without a namespace', { object: pod({ name: 'web' }) }],
    ['a deployment', { object: deployment({ name: 'web', namespace: 'shop', labels: FRONT }) }],
    ['a job', { object: job({ name: 'db', namespace: 'shop' }) }],
    ['a job with a prefix for a name', { object: job({ generateName: 'web-', namespace: 'elsewhere' }) }],
    ['a config map', { object: configMap({ name: 'web', namespace: 'shop' }) }],
    [
      'a cluster role',
      { object: plain('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'web' }, { rules: [] }) },
    ],
    ['a priority class', { object: plain('scheduling.k8s.io/v1', 'PriorityClass', { name: 'db' }, { value: 1 }) }],
    ['a namespace', { object: plain('v1', 'Namespace', { name: 'shop-2' }) }],
    ['a labelled namespace', { object: plain('v1', 'Namespace', { name: 'web', labels: { stage: 'production' } }) }],
    ['a namespace with a prefix for a name', { object: plain('v1', 'Namespace', { generateName: 'shop-' }) }],
    [
      'a label that comes',
      {
        old: configMap({ name: 'web', namespace: 'shop' }),
        object: configMap({ name: 'web', namespace: 'shop', labels: FRONT }),
      },
    ],
    [
      'a label that goes',
      {
        old: configMap({ name: 'db', namespace: 'shop', labels: FRONT }),
        object: configMap({ name: 'db', namespace: 'shop' }),
        namespace: shop,
      },
    ],
    [
      'a deployment that is scaled',
      {
        old: deployment({ name: 'web', namespace: 'elsewhere' }),
        object: { ...deployment({ name: 'web', namespace: 'elsewhere', labels: FRONT }) },
      },
    ],
    ['a deletion', { old: configMap({ name: 'web', namespace: 'shop', labels: FRONT }), operation: 'DELETE' }],
    ['a deletion elsewhere', { old: deployment({ name: 'db', namespace: 'elsewhere' }), operation: 'DELETE' }],
    [
      'a deletion without a namespace',
      {
        old: plain('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'web', labels: FRONT }, { rules: [] }),
        operation: 'DELETE',
      },
    ],
  ] satisfies readonly (readonly [string, CaseInput])[]
).map(([title, input]) => ({ title: `selecting: ${title}`, input }));
