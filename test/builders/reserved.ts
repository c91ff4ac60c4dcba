// Findings of the reserved policies on a text, through the commit gate's own reading, as `rule at pointer: message`.
import { loadBundle } from '../../src/bundle/load.ts';
import { decide } from '../../src/engine/decide.ts';
import { intake } from '../../src/gates/commit/intake.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import type { ApiModel } from '../../src/validation/api-model.ts';
import { MODEL } from './model.ts';

const sources = (text: string) =>
  parseManifests(text).documents.map((document) => ({
    object: document.value as JsonObject,
    file: 'manifest.yaml',
    document,
  }));

/** Everything that is said of the manifests; with `old` they are updates of it. */
export async function saidOf(
  text: string,
  { old, model = MODEL }: { readonly old?: string; readonly model?: ApiModel } = {},
): Promise<readonly string[]> {
  const loaded = await loadBundle([], { reserved: true });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const states = {
    old: old === undefined ? undefined : sources(old),
    new: sources(text),
    namespaceForPath: () => 'default',
    actor: undefined,
  };
  const context = { now: 0, kubernetesVersion: '1.35', namespaceLabels: () => undefined };
  return intake(states, model).changes.flatMap(({ change }) => {
    const { findings, unjudged, errors } = decide(change, loaded.bundle, context);
    return [
      ...findings.map(({ policy, rule, pointer, message }) => `${policy}/${rule} ${pointer}: ${message}`),
      ...unjudged.map(({ policy, rule, reason }) => `${policy}/${rule} not judged: ${reason}`),
      ...errors.map(({ policy, code, message }) => `${policy} error ${code}: ${message}`),
    ];
  });
}
