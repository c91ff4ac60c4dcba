import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isChartTemplate, plain } from '../../src/renderers/plain.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const EMPTY = { hasFile: () => false };

describe('plain', () => {
  it('reads YAML and JSON by name, in any case', () => {
    for (const path of ['a.yaml', 'a/b.yml', 'c.json', 'D.YAML', '-x.yml', 'a b.yaml'])
      assert.ok(plain.reads(path), path);
    for (const path of ['a.txt', 'yaml', 'a.yaml.tpl', 'a.json5', '']) assert.ok(!plain.reads(path), path);
  });

  it('gives objects with their file, and counts what is no manifest', () => {
    const text = 'kind: Pod\napiVersion: v1\n---\njust: values\n---\nkind: [\n';
    const { objects, problems, ignored } = plain.render({ path: 'a.yaml', bytes: bytes(text) }, EMPTY);
    assert.deepEqual(
      objects.map(({ file, object }) => [file, object]),
      [['a.yaml', { kind: 'Pod', apiVersion: 'v1' }]],
    );
    assert.equal(ignored, 1);
    assert.deepEqual(
      problems.map(({ file, code, position }) => [file, code, position.line]),
      [['a.yaml', 'yaml-syntax', 7]],
    );
  });

  it('reads a .json file as JSON only', () => {
    const { objects, problems } = plain.render({ path: 'a.json', bytes: bytes('kind: Pod\napiVersion: v1\n') }, EMPTY);
    assert.deepEqual(objects, []);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['json-syntax'],
    );
  });

  it('calls an empty file an error, and an empty pipe nothing', () => {
    const codes = (path: string, text: string) =>
      plain.render({ path, bytes: bytes(text) }, EMPTY).problems.map(({ code }) => code);
    assert.deepEqual(codes('a.yaml', ''), ['empty-file']);
    assert.deepEqual(codes('a.json', ' \r\n'), ['empty-file']);
    assert.deepEqual(codes('a.yaml', '# only a remark\n'), []);
    assert.deepEqual(codes('<stdin>', ''), []);
  });

  it('says where bytes are not UTF-8', () => {
    const { problems } = plain.render({ path: 'a.yaml', bytes: new Uint8Array([97, 10, 0xff]) }, EMPTY);
    assert.deepEqual(
      problems.map(({ file, code, position }) => [file, code, position]),
      [['a.yaml', 'encoding', { line: 2, column: 1 }]],
    );
  });

  it('refuses the pointer of a large file: it stands for a manifest that nobody sees', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
    const { problems, ignored } = plain.render(
      { path: 'a.yaml', bytes: Buffer.from(pointer) },
      { hasFile: () => false },
    );
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [['lfs-pointer', 'a.yaml']],
    );
    assert.equal(ignored, 0);
  });

  it('ignores the templates of a chart, and no others', () => {
    const tree = { hasFile: (path: string) => path === 'charts/web/Chart.yaml' || path === 'Chart.yaml' };
    for (const path of ['charts/web/templates/a.yaml', 'charts/web/templates/sub/a.yaml', 'templates/a.yaml']) {
      assert.ok(isChartTemplate(path, tree), path);
      assert.deepEqual(plain.render({ path, bytes: bytes('{{ broken') }, tree), {
        objects: [],
        problems: [],
        ignored: 1,
      });
    }
    for (const path of ['charts/web/crds/a.yaml', 'other/templates/a.yaml', 'charts/web/templates.yaml']) {
      assert.ok(!isChartTemplate(path, tree), path);
    }
  });
});
