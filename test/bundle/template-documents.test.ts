import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import { withFolder } from '../builders/repository.ts';

const FOLDER = 'test/fixtures/standards/templates';

describe('loadTemplates()', () => {
  it('reads templates with the places of their documents, and their tests', () => {
    const { own, documents, problems } = loadTemplates([{ path: FOLDER }]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      own.map(({ template, document }) => [template.name, template.major, document.file]),
      [['web-service', 2, `${FOLDER}/web-service.yaml`]],
    );
    assert.deepEqual(documents.map(({ kind }) => kind).sort(), ['ResourceTemplate', 'TemplateTest']);
  });

  it('says at which line a template is wrong, and keeps the others', () =>
    withFolder((folder) => {
      const text = (name: string, used: string) =>
        `apiVersion: sallyport.dev/v1alpha1\nkind: ResourceTemplate\nmetadata: {name: ${name}}\nspec:\n  version: 1.0.0\n  owner: a\n  description: b\n  parameters: {type: object, required: [x], properties: {x: {type: string}}}\n  objects:\n    - id: it\n      body: {apiVersion: v1, kind: ConfigMap, data: {a: "\${${used}}"}}\n`;
      mkdirSync(join(folder, 'below'));
      writeFileSync(join(folder, 'good.yaml'), text('good', 'x'));
      writeFileSync(join(folder, 'below/bad.yaml'), text('bad', 'y'));
      const { own, problems } = loadTemplates([{ path: folder }]);
      assert.deepEqual(
        own.map(({ template }) => template.name),
        ['good'],
      );
      assert.deepEqual(
        problems.map(({ code, location }) => [code, location?.file, location?.line]),
        [['parameter-unknown', join(folder, 'below/bad.yaml'), 11]],
      );
    }));

  it('knows the built-in ones beside them, but not under a name that is taken', () => {
    const { own, shipped } = loadTemplates([{ path: FOLDER }]);
    const names = shipped.map(({ template }) => template.name);
    for (const { template } of own) assert.ok(!names.includes(template.name));
    assert.deepEqual(loadTemplates([]).own, []);
  });
});
