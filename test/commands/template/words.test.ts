import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { UsageError } from '../../../src/commands/command.ts';
import { invocationOf, parseFlags } from '../../../src/commands/flags.ts';
import { givenParameters, partWords, readValue } from '../../../src/commands/template/words.ts';
import { commandNamed } from '../../builders/command.ts';
import { webService } from '../../builders/estate.ts';
import { recordingIo } from '../../builders/io.ts';
import { withFolder } from '../../builders/repository.ts';
import { templateOf } from '../../builders/template.ts';

const { template } = webService;

describe('partWords()', () => {
  it('tells parameters from paths', () => {
    assert.deepEqual(partWords(['apps', 'a=b', './x=y.yaml', 'vars=[a=b]']), {
      given: ['a=b', 'vars=[a=b]'],
      others: ['apps', './x=y.yaml'],
    });
  });
});

describe('readValue()', () => {
  it('takes a text as it stands, and all else as YAML', () => {
    const value = (name: string, text: string) => {
      const read = readValue(template, name, text);
      return read.ok ? read.value : read.message;
    };
    assert.equal(value('name', '8080'), '8080');
    assert.equal(value('port', '8080'), 8080);
    assert.deepEqual(value('vars', '[{name: A, value: "1"}]'), [{ name: 'A', value: '1' }]);
    assert.equal(value('port', 'x'), '`port` must be integer, not `x`');
    assert.equal(
      value('team', 'x'),
      '`team` must be equal to one of the allowed values: `shop`, `pay`, `search`, not `x`',
    );
    assert.match(String(value('vars', '[{name: A}]')), /^`vars` must have required property 'value' at `\/0`, not /);
    const open = templateOf({ properties: { p: {} }, required: ['p'], body: { data: { a: `\${p}` } } });
    assert.deepEqual(readValue(open, 'p', '[1]'), { ok: true, value: [1] });
  });
});

describe('givenParameters()', () => {
  const command = commandNamed('template render');
  const given = (folder: string, words: readonly string[], ...flags: string[]) =>
    givenParameters(template, words, invocationOf(command, parseFlags(command, flags), recordingIo({ cwd: folder })));

  it('joins a file and words, which win', () =>
    withFolder((folder) => {
      writeFileSync(join(folder, 'p.yaml'), 'name: web\nport: 8080\n');
      assert.deepEqual(given(folder, ['port=9000'], '--params', 'p.yaml'), { name: 'web', port: 9000 });
    }));

  it('is wrong use with what nobody knows or can read', () =>
    withFolder((folder) => {
      writeFileSync(join(folder, 'p.yaml'), 'nam: web\n');
      writeFileSync(join(folder, 'list.yaml'), '- a\n');
      writeFileSync(join(folder, 'bad.yaml'), 'a: [\n');
      for (const [words, flags, message] of [
        [['nam=x'], [], /no parameter `nam`, did you mean `name`/],
        [['name=x', 'name=y'], [], /given twice/],
        [[], ['--params', 'p.yaml'], /no parameter `nam`/],
        [[], ['--params', 'list.yaml'], /is no map of parameters/],
        [[], ['--params', 'bad.yaml'], /^bad\.yaml:\d+:\d+: /],
        [[], ['--params', 'none.yaml'], /cannot read `none\.yaml`: ENOENT/],
      ] as const)
        assert.throws(
          () => given(folder, words, ...flags),
          (thrown) => thrown instanceof UsageError && message.test(thrown.message),
          message.source,
        );
    }));
});
