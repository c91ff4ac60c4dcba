// Builds policy files for a test: a folder with one policy that forbids ConfigMaps whose name has a certain end, and its binding.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of a Policy that finds every ConfigMap that has the label `forbidden`. */
export const UNLABELLED = `apiVersion: sallyport.dev/v1alpha1
kind: Policy
metadata: {name: unlabelled}
spec:
  title: ConfigMaps are not marked as forbidden
  category: standards
  severity: low
  since: 0.1.0
  why: a test needs a finding
  remediation: remove the label
  match: {kinds: [ConfigMap]}
  rules:
    - id: label
      at: object.metadata.labels
      schema: {properties: {forbidden: false}}
      message: "it is marked as forbidden"
`;

/** Text of its binding. */
export function bindingText(enforcement: 'deny' | 'warn' | 'audit', scope = ''): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: everywhere}
spec:
  policies: [unlabelled]
  enforcement: ${enforcement}
${scope}`;
}

/** Writes policy and binding into a folder. */
export function writePolicies(folder: string, enforcement: 'deny' | 'warn' | 'audit', scope = ''): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'unlabelled.yaml'), UNLABELLED);
  writeFileSync(join(folder, 'binding.yaml'), bindingText(enforcement, scope));
}

/** A ConfigMap that the policy finds. */
export const FORBIDDEN = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop', labels: { forbidden: 'yes' } },
};
