// Catalog entries for tests of pages.
import type { CatalogEntry } from '../../src/catalog/page.ts';

/** An entry with one rule and one case of each sort; anything may be replaced. */
export function catalogEntry(replaced: Partial<CatalogEntry> = {}): CatalogEntry {
  return {
    name: 'unprivileged-containers',
    pack: 'pod-security-baseline',
    spec: {
      title: 'Containers run unprivileged',
      category: 'pod-security',
      severity: 'high',
      since: '0.1.0',
      why: 'a privileged container owns its node',
      remediation: 'set `privileged` to false',
      references: ['https://example.com/why'],
      match: { kinds: ['workload'], exclude: { namespaces: ['kube-*'] } },
      conditions: [{ name: 'linux', expression: '$not($pod.os.name = "windows")' }],
      parameters: {
        type: 'object',
        required: ['names'],
        properties: {
          names: { type: 'array', items: { type: 'string' }, description: 'names that | may' },
          limits: { type: 'object', additionalProperties: { type: 'integer' }, default: { a: 1 } },
          mode: { enum: ['soft', 'hard'] },
        },
      },
      rules: [
        { id: 'privileged', at: 'containers[*]', schema: true, message: 'container `{name}` is privileged' },
        { id: 'other', assert: 'true', message: 'other' },
        { id: 'third', transition: { only: ['spec'] }, message: 'third' },
      ],
    },
    tests: [
      {
        policy: 'unprivileged-containers',
        cases: [
          {
            name: 'fine',
            accept: { object: { kind: 'Pod', spec: { privileged: 'no' } }, namespace: { name: 'shop' } },
          },
          {
            name: 'changed',
            reject: {
              old: { kind: 'Pod', a: 1 },
              object: { kind: 'Pod', a: 2 },
              actor: { name: 'ann', groups: ['dev'] },
            },
            findings: [{ rule: 'privileged', pointer: '/a', message: 'container `x` is privileged' }],
          },
        ],
      },
    ],
    boundBy: [{ pack: 'pod-security-baseline', enforcement: 'deny' }],
    ...replaced,
  };
}
