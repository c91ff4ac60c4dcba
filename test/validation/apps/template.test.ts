import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkRunsOn, checkSelected, validatePodSelector } from '../../../src/validation/apps/template.ts';
import type { FieldErrors } from '../../../src/validation/subject.ts';

const template = { metadata: { labels: { app: 'web' } }, spec: { restartPolicy: 'Always' } };

describe('templates of workloads', () => {
  it('are selected by their selector', () => {
    const out: FieldErrors = [];
    validatePodSelector(out, { selector: { matchLabels: { app: 'web' } }, template }, '/spec');
    checkSelected(out, { matchLabels: { app: 'web' } }, template, '/spec/template');
    assert.equal(out.length, 0);
    checkSelected(out, { matchLabels: { app: 'api' } }, template, '/spec/template');
    assert.equal(out[0]?.pointer, '/spec/template/metadata/labels');
  });

  it('are not judged by a selector that is faulty in itself', () => {
    const out: FieldErrors = [];
    validatePodSelector(out, { selector: { matchLabels: { app: 'two words' } }, template }, '/spec');
    assert.deepEqual(
      out.map(({ pointer }) => pointer),
      ['/spec/selector/matchLabels/app'],
    );
  });

  it('do not end', () => {
    const out: FieldErrors = [];
    checkRunsOn(out, template, '/spec/template', 'Deployment');
    assert.equal(out.length, 0);
    checkRunsOn(out, { spec: { restartPolicy: 'Never', activeDeadlineSeconds: 1 } }, '/spec/template', 'Deployment');
    assert.deepEqual(
      out.map(({ message }) => message),
      [
        'restartPolicy `Never` must be `Always` in a Deployment',
        'activeDeadlineSeconds is not allowed in the template of a Deployment',
      ],
    );
  });
});
