// Bindings that put every policy in force with the parameters that its cases use. Built-in policies are bound by name.
import { loadBundle } from '../../src/bundle/load.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import type { Bundle } from '../../src/policy/bundle.ts';
import type { PolicyCase } from './policy-cases.ts';

/** What distinguishes the binding that a case needs. */
export const bindingOf = ({ policy, parameters }: PolicyCase): string => JSON.stringify([policy, parameters]);

/** One binding for each policy and set of parameters that the cases use; the three enforcements take turns. */
export function bindingsFor(cases: readonly PolicyCase[]): readonly JsonObject[] {
  const distinct = new Map(cases.map((one) => [bindingOf(one), one]));
  return [...distinct.values()].map(({ policy, parameters }, place) => ({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyBinding',
    metadata: { name: `parity-${place}` },
    spec: {
      policies: [policy],
      enforcement: (['deny', 'warn', 'audit'] as const)[place % 3] ?? 'deny',
      ...(parameters ? { parameters: { [policy]: parameters } } : {}),
    },
  }));
}

/** Documents as YAML text. */
export const yamlOf = (documents: readonly JsonObject[]): string =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join('---\n');

/** A bundle that binds what these cases need and nothing else; `files` hold policies that are not built in. */
export async function bundleOf(cases: readonly PolicyCase[], files: readonly string[] = []): Promise<Bundle> {
  const bytes = Buffer.from(yamlOf(bindingsFor(cases)));
  const loaded = await loadBundle([
    { name: 'cases', files: [{ path: 'bindings.yaml', bytes }] },
    ...files.map((path) => ({ path })),
  ]);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.bundle;
}
