// The one AdmissionReview that the webhook benchmark sends: a real one, its Deployment made to comply with every policy, since
// that is what a webhook sees nearly always, and filled up to a fixed size.
import { readFileSync } from 'node:fs';

/** Bytes of the request's body. */
export const REVIEW_BYTES = 4600;

/** The review as compact JSON of exactly `REVIEW_BYTES` bytes: variables of the first container make up most of the difference. */
export function benchReview(): string {
  const review = JSON.parse(readFileSync('test/fixtures/reviews/deployment-create.json', 'utf8'));
  const { metadata, spec } = review.request.object;
  const env: { name: string; value: string }[] = [];
  metadata.labels = { 'app.kubernetes.io/name': 'web' };
  metadata.annotations = { 'example.com/filler': '' };
  spec.template.metadata.labels = metadata.labels;
  spec.selector.matchLabels = metadata.labels;
  spec.template.spec = {
    ...spec.template.spec,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container('web', env), container('sidecar', [])],
  };
  const missing = () => REVIEW_BYTES - Buffer.byteLength(JSON.stringify(review));
  for (let index = 0; missing() > 60; index++) env.push({ name: `SETTING_${index}`, value: `value-${index}` });
  if (missing() < 0) throw new Error(`the review is ${-missing()} bytes too long: raise REVIEW_BYTES`);
  metadata.annotations['example.com/filler'] = 'x'.repeat(missing());
  return JSON.stringify(review);
}

function container(name: string, env: readonly { readonly name: string; readonly value: string }[]) {
  const probe = { httpGet: { path: '/health', port: 'http', scheme: 'HTTP' }, periodSeconds: 10 };
  return {
    name,
    image: `registry.example.com/shop/${name}:1.4.2`,
    imagePullPolicy: 'IfNotPresent',
    env,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    livenessProbe: probe,
    readinessProbe: probe,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}
