import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseTemplate, LABEL_POINTER, type ObjectPlace, TEMPLATE_LABEL } from '../../src/template/choose.ts';
import type { AppliesTo } from '../../src/template/spec.ts';
import type { CompiledTemplate } from '../../src/template/template.ts';
import { type Parts, templateOf } from '../builders/template.ts';

function template(name: string, appliesTo?: AppliesTo, parts: Parts = {}): CompiledTemplate {
  return templateOf({ body: { data: { a: 1 } }, ...(appliesTo && { appliesTo }), ...parts }, name);
}

function object(label?: string, kind = 'ConfigMap') {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name: 'a', ...(label !== undefined && { labels: { [TEMPLATE_LABEL]: label } }) },
  };
}

function chosen(label: string | undefined, place: ObjectPlace, ...templates: readonly CompiledTemplate[]): string {
  const found = chooseTemplate(object(label), place, templates);
  return found.ok ? found.template.name : found.code;
}

describe('chooseTemplate()', () => {
  it('takes the one that the label names, in its major', () => {
    const old = template('web', undefined, { version: '1.4.0' });
    const now = template('web', undefined, { version: '2.0.0' });
    const found = chooseTemplate(object('web.v1'), {}, [now, old]);
    assert.equal(found.ok && found.template, old);
    assert.equal(chosen('web.v3', {}, now, old), 'template-major');
    assert.equal(chosen('wbe.v2', {}, now), 'template-unknown');
    assert.equal(chosen('web', {}, now), 'template-label');
    const wrong = chooseTemplate(object('wbe.v2'), {}, [now]);
    assert.ok(!wrong.ok && wrong.code === 'template-unknown');
    assert.deepEqual([wrong.pointer, wrong.message], [LABEL_POINTER, 'there is no template `wbe`, did you mean `web`']);
  });

  it('else takes the one that is meant for such objects most narrowly', () => {
    const wide = template('wide', {});
    const kinds = template('kinds', { kinds: ['ConfigMap'] });
    const narrow = template('narrow', { kinds: ['ConfigMap'], paths: ['apps/**'] });
    const there = { path: 'apps/a.yaml' };
    assert.equal(chosen(undefined, there, wide, kinds, narrow), 'narrow');
    assert.equal(chosen(undefined, { path: 'x.yaml' }, wide, kinds, narrow), 'kinds');
    assert.equal(chosen(undefined, there, template('other', { kinds: ['Service'] })), 'template-none');
    assert.equal(chosen(undefined, {}, template('there', { namespaces: ['shop-*'] })), 'template-none');
    assert.equal(chosen(undefined, { namespace: 'shop-a' }, template('there', { namespaces: ['shop-*'] })), 'there');
    assert.equal(
      chosen(undefined, there, template('silent'), template('draft', {}, { status: 'draft' })),
      'template-none',
    );
    assert.equal(chosen(undefined, there, kinds, template('rival', { kinds: ['ConfigMap'] })), 'template-ambiguous');
    assert.equal(chooseTemplate(object(undefined, 'Secret'), there, [wide]).ok, false);
  });

  it('chooses by what they are meant for only among those that apply', () => {
    const shipped = template('shipped', {});
    assert.equal(chooseTemplate(object(), {}, [shipped], []).ok, false);
    assert.ok(chooseTemplate(object('shipped.v1'), {}, [shipped], []).ok);
  });
});
