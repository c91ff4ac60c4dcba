// Every shipped template: its cases hold, and what it makes passes our own packs and is what the API server would take.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { loadTemplates } from '../src/bundle/template-documents.ts';
import { printYaml } from '../src/manifest/print.ts';
import { runTemplateCases, type TemplateTestSpec, templateGaps } from '../src/suite/template-cases.ts';
import { render } from '../src/template/render.ts';
import { MODEL_OF } from './builders/model.ts';

const MINIMUM_TEMPLATES = 6;
const MINIMUM_CASES = 30;
const MINIMUM_SETS = 12;
const PACKS = ['pod-security-restricted', 'standards', 'templates', 'kubernetes'];

const { own, documents, problems, warnings } = loadTemplates([{ pack: 'templates' }]);
const tests = documents
  .filter(({ kind }) => kind === 'TemplateTest')
  .map(({ spec }) => spec as unknown as TemplateTestSpec);

function sallyport(words: readonly string[], input?: string) {
  return spawnSync(process.execPath, ['dist/src/main.js', ...words], { encoding: 'utf8', input });
}

describe('shipped templates', () => {
  it('load', () => {
    assert.deepEqual([...problems, ...warnings], []);
    assert.ok(own.length >= MINIMUM_TEMPLATES, `saw ${own.length} templates`);
    const cases = tests.flatMap((spec) => spec.cases).length;
    assert.ok(cases >= MINIMUM_CASES, `saw ${cases} cases`);
  });

  for (const { template } of own) {
    it(`${template.name} does what its cases say`, async () => {
      const results = [];
      for (const spec of tests.filter((one) => one.template === template.name)) {
        const { complete } = await MODEL_OF(spec.definitions ?? []);
        results.push(...runTemplateCases(template, spec.cases, complete));
      }
      const failed = results.filter(({ wrong }) => wrong.length > 0);
      assert.deepEqual(failed, []);
      assert.deepEqual(templateGaps(template, results), []);
    });
  }

  it('make what the packs and the API server have nothing against', () => {
    const made = tests.flatMap(({ template: name, cases }) => {
      const found = own.find(({ template }) => template.name === name);
      assert.ok(found, name);
      return cases.flatMap(({ accept }) => {
        if (accept?.params === undefined) return [];
        const rendered = render(found.template, accept.params);
        assert.ok(rendered.ok, JSON.stringify(rendered));
        return [rendered.value.map(({ object }) => object)];
      });
    });
    assert.ok(made.length >= MINIMUM_SETS, `saw ${made.length} sets`);
    const text = made.flat().map(printYaml).join('---\n');
    const words = ['check', ...PACKS.flatMap((pack) => ['--policies', `pack:${pack}`]), '--fail-on', 'warn', '-'];
    const { status, stdout } = sallyport(words, text);
    assert.equal(status, 0, stdout);
  });

  it('have an example each, which conforms', () => {
    const examples = readdirSync('examples/templates').sort();
    assert.deepEqual(
      examples,
      own.map(({ template }) => `${template.name}.yaml`),
    );
    const { status, stdout } = sallyport(['template', 'check', 'examples/templates']);
    assert.equal(status, 0, stdout);
    assert.match(stdout, new RegExp(`^${examples.length} sets, ${examples.length} conforming`, 'm'));
  });
});
