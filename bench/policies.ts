// A folder of N policies for the benchmarks: the built-in ones that need no parameters, over again under other names, all bound.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKS = ['pod-security-baseline', 'pod-security-restricted', 'standards'];

/** Policies that have required parameters, so that no binding without parameters can hold them, and the one that wants templates. */
const LEFT_OUT = new Set([
  'allowed-kinds',
  'approved-ingress-hosts',
  'approved-registries',
  'protected-fields',
  'standard-templates',
]);

/** Writes `count` policies and one binding that denies by them all. */
export function writePolicies(folder: string, count: number): void {
  const texts = PACKS.flatMap((pack) =>
    readdirSync(join('policies', pack))
      .filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml') && name !== 'pack.yaml')
      .filter((name) => !LEFT_OUT.has(name.replace(/\.yaml$/, '')))
      .map((name) => readFileSync(join('policies', pack, name), 'utf8')),
  );
  if (texts.length < 10) throw new Error(`found ${texts.length} policies to repeat, expected at least 10`);
  mkdirSync(folder, { recursive: true });
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    // Steps through the list with a stride, so that ten of them are a mixture.
    const text = texts[(index * 7) % texts.length]!;
    const name = `bench-${index}`;
    const renamed = text.replace(/^metadata: *\{name: [^}]+\}/m, `metadata: {name: ${name}}`);
    if (renamed === text) throw new Error(`cannot rename the policy in ${text.slice(0, 120)}`);
    names.push(name);
    writeFileSync(join(folder, `${name}.yaml`), renamed);
  }
  const binding = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyBinding',
    metadata: { name: 'bench' },
    spec: { policies: names, enforcement: 'deny' },
  };
  writeFileSync(join(folder, 'binding.json'), JSON.stringify(binding));
}
