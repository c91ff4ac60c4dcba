// Registers a webhook at the API server, through @kubernetes/client-node, and waits until the server calls it.
import { setTimeout as sleep } from 'node:timers/promises';
import { AdmissionregistrationV1Api, type V1RuleWithOperations } from '@kubernetes/client-node';
import type { ApiAnswer, ControlPlane } from './control-plane.ts';

/** Where the API server finds a webhook, and whose certificate it must trust (PEM). */
export interface WebhookAddress {
  readonly url: string;
  readonly authority: string;
}

const rule = (apiGroups: string[], resources: string[], operations: string[]): V1RuleWithOperations => ({
  apiGroups,
  apiVersions: ['*'],
  resources,
  operations,
  scope: '*',
});

/** What is sent to a webhook of ours: kinds by name, never `*` alone, which would include token and access reviews. */
const WEBHOOK_RULES: V1RuleWithOperations[] = [
  rule([''], ['pods', 'pods/ephemeralcontainers', 'pods/resize', 'podtemplates'], ['CREATE', 'UPDATE', 'DELETE']),
  rule([''], ['pods/exec', 'pods/attach', 'pods/portforward'], ['CONNECT']),
  rule([''], ['replicationcontrollers', 'services', 'configmaps', 'secrets'], ['CREATE', 'UPDATE', 'DELETE']),
  rule([''], ['persistentvolumeclaims', 'persistentvolumes', 'serviceaccounts'], ['CREATE', 'UPDATE', 'DELETE']),
  rule([''], ['namespaces', 'resourcequotas', 'limitranges', 'nodes'], ['CREATE', 'UPDATE', 'DELETE']),
  rule(
    ['apps', 'batch', 'networking.k8s.io', 'policy', 'rbac.authorization.k8s.io'],
    ['*', '*/scale'],
    ['CREATE', 'UPDATE', 'DELETE'],
  ),
  rule(['autoscaling', 'scheduling.k8s.io', 'storage.k8s.io', 'argoproj.io'], ['*'], ['CREATE', 'UPDATE', 'DELETE']),
];

/** Registers `https://…/validate` under a name that becomes the prefix of audit annotations. */
export async function registerWebhook(plane: ControlPlane, name: string, address: WebhookAddress): Promise<void> {
  const api = plane.kubeConfig.makeApiClient(AdmissionregistrationV1Api);
  await api.createValidatingWebhookConfiguration({
    body: {
      metadata: { name },
      webhooks: [
        {
          name,
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Fail',
          timeoutSeconds: 10,
          clientConfig: { url: address.url, caBundle: Buffer.from(address.authority).toString('base64') },
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
          },
          rules: WEBHOOK_RULES,
        },
      ],
    },
  });
}

const PROBE_LIMIT_MS = 60_000;

/** Sends a dry-run request again and again until its answer shows that the webhook is called. */
export async function untilCalled(
  probe: () => Promise<ApiAnswer>,
  shows: (answer: ApiAnswer) => boolean,
): Promise<void> {
  for (const limit = Date.now() + PROBE_LIMIT_MS; ; await sleep(50)) {
    const answer = await probe();
    if (shows(answer)) return;
    if (Date.now() > limit)
      throw new Error(`the webhook was not called in ${PROBE_LIMIT_MS / 1000} s: ${JSON.stringify(answer)}`);
  }
}
