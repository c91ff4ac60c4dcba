import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PAGE_HEADINGS, policyPage, turnedOnBy } from '../../src/catalog/page.ts';
import { catalogEntry } from '../builders/catalog.ts';

const page = policyPage(catalogEntry());
const section = (heading: string) => page.split(`\n## ${heading}\n\n`)[1]?.split('\n## ')[0] ?? '';

describe('policyPage()', () => {
  it('has the fixed headings in order, each with something below', () => {
    const headings = [...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    assert.deepEqual(headings, PAGE_HEADINGS);
    for (const heading of PAGE_HEADINGS) assert.ok(section(heading).trim().length > 0, heading);
    assert.match(page, /[^\n]\n$/);
  });

  it('says what is judged, by which rules, and what turns it on', () => {
    for (const part of [
      'Judges kinds `workload`, but not where namespaces `kube-*`.',
      'Applies only where: linux.',
      'Turned on by `pack:pod-security-baseline` (deny).',
      '| `privileged` | schema | `containers[*]` | ``container `{name}` is privileged`` |',
      '| `other` | assert | the object | `other` |',
      '| `third` | transition | the object | `third` |',
    ])
      assert.ok(section('What').includes(part), `${part} is missing in\n${section('What')}`);
  });

  it('takes its examples from the first reject and the first accept case', () => {
    const avoid = section('Avoid');
    assert.match(avoid, /Case “changed” \(by `ann` of `dev`\):/);
    assert.match(avoid, /Before:\n\n```yaml\nkind: Pod\na: 1\n```\n\nAfter:\n\n```yaml\nkind: Pod\na: 2\n```/);
    assert.match(avoid, /- `privileged` at `\/a`: container `x` is privileged/);
    assert.match(section('Prefer'), /^Set `privileged` to false\.\n\nCase “fine” \(in the namespace `shop`\)/);
    assert.match(section('Prefer'), /privileged: 'no'/);
  });

  it('lists parameters with type, default and meaning', () => {
    assert.match(section('Parameters'), /\| `names` \| list of string \| required \| names that \\\| may \|/);
    assert.match(section('Parameters'), /\| `limits` \| map of integer \| `\{"a":1\}` \|/);
    assert.match(section('Parameters'), /\| `mode` \| one of `soft`, `hard` \| none \|/);
    const bare = catalogEntry();
    const { parameters: _, ...spec } = bare.spec;
    assert.match(policyPage({ ...bare, spec }), /## Parameters\n\nNone\.\n/);
  });

  it('shows an exemption that is a complete document', () => {
    assert.match(section('Exemptions'), /kind: Exemption\n/);
    assert.match(section('Exemptions'), /policies:\n {4}- unprivileged-containers\n/);
  });

  it('says so where a policy has no case', () => {
    assert.match(policyPage(catalogEntry({ tests: [] })), /The policy has no case that it rejects\./);
  });
});

describe('turnedOnBy()', () => {
  it('names packs, or one’s own binding', () => {
    assert.equal(turnedOnBy({ boundBy: [] }), 'by a binding of your own');
    assert.equal(turnedOnBy({ boundBy: [{ pack: 'p', enforcement: 'warn' }] }), '`pack:p` (warn)');
  });
});
