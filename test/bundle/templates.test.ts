import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { load, policy } from '../builders/bundle.ts';

const WEB = readFileSync('test/fixtures/template/web.yaml', 'utf8');
const problems = async (text: string) => {
  const loaded = await load(text);
  return loaded.ok ? [] : loaded.problems.map(({ code, location, message }) => `${code} ${location?.line} ${message}`);
};
const template = (name: string, version: string, more: string) => `apiVersion: sallyport.dev/v1alpha1
kind: ResourceTemplate
metadata: {name: ${name}}
spec:
  version: ${version}
  owner: team:a
  description: x
${more}
  parameters: {type: object, properties: {}}
  objects: [{id: a, body: {apiVersion: v1, kind: ConfigMap, data: {a: x}}}]
---
`;

describe('templates of a bundle', () => {
  it('are compiled, and count for the digest', async () => {
    const loaded = await load(WEB);
    assert.ok(loaded.ok);
    assert.deepEqual(
      loaded.templates.map(({ name, major }) => `${name}.v${major}`),
      ['web-service.v2', 'web-service.v1', 'old.v1'],
    );
    const changed = await load(WEB.replace('minimum: 2, default: 2', 'minimum: 2, default: 3'));
    assert.ok(changed.ok && changed.bundle.digest !== loaded.bundle.digest);
  });

  it('are refused with the line of what is wrong', async () => {
    assert.deepEqual(await problems(WEB.replace('image: ${image}', 'image: ${imag}')), [
      'parameter-unknown 34 the parameter `imag` is not declared, did you mean `image`; write `$${imag}` or `$literal` where the text itself is meant',
    ]);
    assert.match(
      (await problems(WEB.replace('minimum: 2, default', 'minimum: 3, default')))[0] ?? '',
      /^default-invalid 15 /,
    );
  });

  it('that are refused are not said to be missing as well', async () => {
    const rule = '    - {id: a, message: m, template: {name: web-service, major: 2}}';
    const alone = WEB.slice(0, WEB.indexOf('---')).replace('image: ${image}', 'image: ${imag}');
    assert.equal((await problems(`${alone}---\n${policy('p', rule)}`)).length, 1);
  });

  it('have one document for each major, and no two for the same objects', async () => {
    assert.deepEqual(await problems(template('a', '1.0.0', '') + template('a.v1', '1.1.0', '')), [
      'duplicate-name 16 there are two templates `a` of major 1, remove one',
    ]);
    const applies = '  appliesTo: {kinds: [ConfigMap]}';
    assert.match(
      (await problems(template('a', '1.0.0', applies) + template('b', '1.0.0', applies)))[0] ?? '',
      /^template-tie 19 /,
    );
    const narrower = '  appliesTo: {kinds: [ConfigMap], namespaces: [shop]}';
    assert.deepEqual(await problems(template('a', '1.0.0', applies) + template('b', '1.0.0', narrower)), []);
  });

  it('are the built-in ones where any will do and no source has one', async () => {
    const any = policy('p', '    - {id: a, message: m, template: any}');
    const namesOf = async (text: string) => {
      const loaded = await load(text);
      assert.ok(loaded.ok);
      return loaded.templates.map(({ name }) => name);
    };
    assert.ok((await namesOf(any)).includes('web-service'));
    assert.deepEqual(await namesOf(template('a', '1.0.0', '') + any), ['a']);
  });

  it('must exist where a rule names one', async () => {
    const rule = '    - {id: a, message: m, template: {name: web-servise, major: 2}}';
    assert.match(
      (await problems(WEB + policy('p', rule)))[0] ?? '',
      /^template-unknown \d+ no template is named `web-servise`, did you mean/,
    );
  });
});
