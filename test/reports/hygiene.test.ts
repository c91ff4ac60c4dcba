import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { hygieneFindings } from '../../src/reports/hygiene.ts';

const exemption = (name: string, expires: string) => `apiVersion: sallyport.dev/v1alpha1
kind: Exemption
metadata: {name: ${name}}
spec:
  policies: [unprivileged-containers]
  subjects: {namespaces: [shop]}
  reason: it is being moved
  owner: team-shop
  expires: ${expires}
`;
const bytes = Buffer.from(`${exemption('old', '2026-01-01')}---\n${exemption('idle', '2030-01-01')}`);
const loaded = await loadBundle([{ pack: 'pod-security-baseline' }, { name: 'x', files: [{ path: 'x.yaml', bytes }] }]);
assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
const { bundle } = loaded;
const facts = {
  now: Date.parse('2026-06-01T00:00:00Z'),
  sawEverything: false,
  placeOf: () => ({ file: 'x.yaml', line: 1, column: 1 }),
};

describe('hygieneFindings()', () => {
  it('reports an expired exemption always, an unused one only where a run saw everything', () => {
    const rules = (sawEverything: boolean) =>
      hygieneFindings(bundle, [], { ...facts, sawEverything }).map(({ rule, object }) => `${rule} ${object.name}`);
    assert.deepEqual(rules(false), ['expired old']);
    assert.deepEqual(rules(true).sort(), ['expired old', 'unused idle']);
  });

  it('points at the document of the exemption', () => {
    const [first] = hygieneFindings(bundle, [], facts);
    assert.deepEqual(first?.location, { file: 'x.yaml', line: 1, column: 1 });
    assert.equal(first?.object.kind, 'Exemption');
    assert.equal(first?.policy, 'exemption-hygiene');
  });
});
