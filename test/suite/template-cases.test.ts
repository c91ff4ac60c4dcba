import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import { runTemplateCases, type TemplateCase, templateGaps } from '../../src/suite/template-cases.ts';

const template = loadTemplates([{ path: 'test/fixtures/standards/templates' }]).own[0]!.template;
const params = { name: 'web', team: 'shop', image: 'shop/web:1', port: 8080 };

function wrong(one: Omit<TemplateCase, 'name'>): readonly string[] {
  return runTemplateCases(template, [{ name: 'case', ...one }], (object) => object)[0]!.wrong;
}

describe('runTemplateCases()', () => {
  it('holds a case that says what is so', () => {
    assert.deepEqual(wrong({ accept: { params }, finds: { replicas: 2, team: 'shop' } }), []);
    const gone = { changes: [{ object: 'service', op: 'remove', path: '' }] } as const;
    assert.deepEqual(
      wrong({ reject: { params, ...gone }, drifts: [{ type: 'object-missing', object: 'service', pointer: '' }] }),
      [],
    );
  });

  it('says what is missing, what nobody expected, and what was found instead', () => {
    const changes = [{ object: 'workload', op: 'replace', path: '/spec/replicas', value: 99 }] as const;
    assert.deepEqual(wrong({ accept: { params, changes } }), [
      'unexpected  parameter at workload/spec/replicas: `spec.replicas` is `99`: the parameter `replicas` must be <= 20',
    ]);
    assert.deepEqual(
      wrong({ reject: { params }, drifts: [{ type: 'value', object: 'service', pointer: '/kind', message: 'm' }] }),
      ['missing     value at service/kind: m'],
    );
    assert.deepEqual(wrong({ accept: { params }, finds: { replicas: 3, nothing: 1 } }), [
      'finds       `replicas` is 2, not 3',
      'finds       `nothing` is not found, not 1',
    ]);
  });

  it('says why a case has no objects', () => {
    assert.deepEqual(wrong({ accept: { params: { name: 'web' } } }).length, 1);
    assert.match(wrong({ accept: { params: { name: 'web' } } })[0]!, /^the parameters cannot be rendered: /);
    assert.match(wrong({ accept: { manifest: 'a: [' } })[0]!, /^the manifest cannot be read: line 1: /);
    assert.match(wrong({ accept: { manifest: 'a: 1' } })[0]!, /^the manifest holds no object/);
    assert.match(
      wrong({ accept: { params, changes: [{ object: 'ingress', op: 'remove', path: '' }] } })[0]!,
      /^the set has no object `ingress`/,
    );
    assert.match(
      wrong({ accept: { params, changes: [{ object: 'service', op: 'remove', path: '/x' }] } })[0]!,
      /has no place/,
    );
  });

  it('reads objects and manifests, too', () => {
    const [made] = runTemplateCases(template, [{ name: 'a', accept: { params } }], (object) => object);
    assert.deepEqual(made?.objects, ['workload', 'service']);
    const manifest =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app.kubernetes.io/name: web}, ports: [{port: 80, targetPort: http}]}\n';
    const drifts = [{ type: 'object-missing', object: 'workload', pointer: '' }];
    assert.deepEqual(wrong({ reject: { manifest }, drifts }), []);
  });
});

describe('templateGaps()', () => {
  it('wants a case that accepts, one that rejects, and every object in one that accepts', () => {
    assert.deepEqual(templateGaps(template, []), ['no case accepts', 'no case rejects']);
    const results = runTemplateCases(template, [{ name: 'a', accept: { params } }], (object) => object);
    assert.deepEqual(templateGaps(template, results), [
      'no case rejects',
      'no case accepts a set with the object `ingress`',
    ]);
  });
});
