import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { UsageError } from '../../../src/commands/command.ts';
import { invocationOf, parseFlags } from '../../../src/commands/flags.ts';
import { run } from '../../../src/commands/template/new.ts';
import { commandNamed } from '../../builders/command.ts';
import { recordingIo } from '../../builders/io.ts';
import { withFolder } from '../../builders/repository.ts';
import { replay } from '../../builders/transcript.ts';

const TEMPLATES = resolve('test/fixtures/standards/templates');
const command = commandNamed('template new');

/** Runs the command with somebody at the terminal who gives these answers, and then ends the input. */
async function asked(folder: string, answers: readonly string[], ...words: string[]) {
  const questions: string[] = [];
  const left = [...answers];
  const io = recordingIo({
    cwd: folder,
    ask: async (question) => {
      questions.push(question);
      return left.shift();
    },
  });
  const args = ['web-service', ...words, '--policies', TEMPLATES];
  const code = await run(invocationOf(command, parseFlags(command, args), io));
  return { code, questions, err: io.written.err, left };
}

describe('sallyport template new', () => {
  it('does what its transcript shows', () => replay('new'));

  it('asks for what is not given, and again where an answer does not fit', () =>
    withFolder(async (folder) => {
      const answers = ['Web', 'web', '', 'nobody', 'shop', 'shop/web:1', '80', '8080', '', '', '[{name: A, value: b}]'];
      const { code, questions, err, left } = await asked(folder, answers, 'replicas=4');
      assert.equal(code, 0);
      assert.deepEqual(left, []);
      const names = questions.map((question) => question.replace(/( \[.*\])?: $/, ''));
      const wanted = ['name', 'name', 'team', 'team', 'team', 'image', 'port', 'port', 'memory', 'exposure', 'vars'];
      assert.deepEqual(names, wanted);
      assert.ok(questions.includes('memory [256Mi]: '));
      for (const part of [
        'what the service is called (string)',
        'who runs it: shop, pay, search',
        '`team` has no default; give a value',
        '`port` must be >= 1024',
      ])
        assert.ok(err.includes(part), `${part} is missing in\n${err}`);
      const text = readFileSync(join(folder, 'web.yaml'), 'utf8');
      assert.match(text, /replicas: 4/);
      assert.match(text, /- name: A\n\s+value: b/);
    }));

  it('asks again with what was answered where a relation does not hold', () =>
    withFolder(async (folder) => {
      const first = ['web', 'shop', 'shop/web:1', '8080', '', '', 'public', ''];
      const second = ['', '', '', '', '3', '', '', ''];
      const { code, questions, err } = await asked(folder, [...first, ...second]);
      assert.equal(code, 0, err);
      assert.match(err, /a public service needs at least 3 replicas/);
      assert.ok(questions.includes('exposure [public]: '));
      assert.match(readFileSync(join(folder, 'web.yaml'), 'utf8'), /kind: Ingress/);
    }));

  it('writes nothing when the input ends', () =>
    withFolder(async (folder) => {
      await assert.rejects(asked(folder, ['web']), UsageError);
      assert.ok(!existsSync(join(folder, 'web.yaml')));
    }));

  it('asks on a real terminal', (context) =>
    withFolder((folder) => {
      const main = resolve('dist/src/main.js');
      const call = `"${process.execPath}" "${main}" template new web-service --policies "${TEMPLATES}"`;
      const input = 'web\nshop\nshop/web:1\n8080\n\n\n\n\n';
      const { error, stdout, status } = spawnSync('script', ['-qec', call, '/dev/null'], {
        cwd: folder,
        input,
        encoding: 'utf8',
        timeout: 60_000,
      });
      if (error || status === null) {
        context.skip('there is no `script` that could stand for a terminal');
        return;
      }
      assert.match(stdout, /name: /, stdout);
      assert.match(readFileSync(join(folder, 'web.yaml'), 'utf8'), /image: shop\/web:1/);
    }));
});
