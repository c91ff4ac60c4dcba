import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as quantities from '../../src/validation/quantities.ts';
import type { FieldErrors } from '../../src/validation/subject.ts';
import { named } from '../builders/pod-cases.ts';

describe('resource names', () => {
  const { containerResourceName, podResourceName, resourceName } = quantities;
  const cases = [
    ['cpu', true, true, true],
    ['hugepages-2Mi', true, true, true],
    ['ephemeral-storage', true, true, false],
    ['pods', true, false, false],
    ['example.com/gpu', true, true, false],
    ['gpu', false, false, false],
    ['requests.example.com/gpu', true, false, false],
    ['node.kubernetes.io/x', true, true, false],
    [`example.com/${'a'.repeat(63)}`, true, true, false],
    [`${'a'.repeat(250)}/a`, true, false, false],
    ['-', false, false, false],
  ] as const;
  for (const [name, any, container, pod] of cases) {
    it(`of ${name.slice(0, 40)}`, () => {
      assert.deepEqual(
        [resourceName, containerResourceName, podResourceName].map((rule) => rule(name) === undefined),
        [any, container, pod],
      );
    });
  }

  it('say what is counted, and what may be given twice', () => {
    assert.deepEqual(['pods', 'example.com/gpu', 'cpu'].map(quantities.isIntegerResource), [true, true, false]);
    assert.deepEqual(['cpu', 'hugepages-2Mi', 'example.com/gpu'].map(quantities.isOvercommitAllowed), [
      true,
      false,
      false,
    ]);
    assert.deepEqual(['requests.hugepages-2Mi', 'cpu'].map(quantities.isQuotaHugePages), [true, false]);
    assert.deepEqual(['hugepages-2Mi', 'requests.hugepages-2Mi'].map(quantities.isHugePages), [true, false]);
    assert.deepEqual(['cpu', 'a.kubernetes.io/b', 'a.b/c'].map(quantities.isNativeResource), [true, true, false]);
    assert.deepEqual(['a.b/c', 'cpu', 'requests.a/b'].map(quantities.isExtendedResource), [true, false, false]);
  });
});

describe('resources', () => {
  const cases = [
    [{ limits: { cpu: '1' }, requests: { cpu: '1000m' } }, []],
    [{ limits: { cpu: '1' }, requests: { cpu: '1001m' } }, ['invalid /requests/cpu']],
    [{ limits: { 'a.b/c': '2' }, requests: { 'a.b/c': '1' } }, ['invalid /requests/a.b~1c']],
    [{ requests: { 'a.b/c': '1' } }, ['required /requests/a.b~1c']],
    [{ limits: { 'a.b/c': '1500m' } }, ['invalid /limits/a.b~1c']],
    [{ limits: { 'hugepages-2Mi': '4Mi' } }, ['forbidden ']],
    [{ limits: { cpu: '1', 'hugepages-2Mi': '3Mi' } }, ['invalid /limits/hugepages-2Mi']],
    [{ limits: { cpu: '1', 'hugepages-x': '3Mi' } }, ['invalid /limits/hugepages-x']],
    [{ limits: { cpu: '-1' } }, ['invalid /limits/cpu']],
  ] as const;
  for (const [resources, errors] of cases) {
    it(`of ${JSON.stringify(resources)}`, () => {
      const out: FieldErrors = [];
      quantities.validateResources(out, resources, '');
      assert.deepEqual(named(out), errors);
    });
  }

  it('are amounts in lists', () => {
    assert.deepEqual(
      [
        quantities.amountOf({ cpu: '500m' }, 'cpu'),
        quantities.amountOf(undefined, 'cpu'),
        quantities.amountOf({}, 'toString'),
      ],
      [0.5, undefined, undefined],
    );
    const out: FieldErrors = [];
    assert.equal(quantities.checkAmount(out, { cpu: '-1' }, 'cpu', ''), false);
    assert.equal(quantities.checkResourceAmount(out, { pods: '0.5' }, 'pods', ''), false);
    assert.deepEqual(named(out), ['invalid /cpu', 'invalid /pods']);
  });
});
