import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from '../../../src/commands/command.ts';
import { invocationOf, parseFlags } from '../../../src/commands/flags.ts';
import {
  completion,
  openTemplates,
  printProblems,
  templateNamed,
} from '../../../src/commands/template/surroundings.ts';
import { DEFAULT_CONFIG } from '../../../src/config/config.ts';
import { commandNamed } from '../../builders/command.ts';
import { webService } from '../../builders/estate.ts';
import { recordingIo } from '../../builders/io.ts';

const command = commandNamed('template check');
const invocation = (...flags: string[]) => invocationOf(command, parseFlags(command, flags), recordingIo());

describe('openTemplates()', () => {
  it('reads those that flags name, and says what is wrong with them', () => {
    const opened = openTemplates(invocation('--policies', 'test/fixtures/standards/templates'));
    assert.ok(opened.ok);
    assert.deepEqual(
      opened.around.own.map(({ template }) => template.name),
      ['web-service'],
    );
    const broken = openTemplates(invocation('--policies', 'no/such/folder'));
    assert.deepEqual(broken.ok ? [] : broken.problems.map(({ code }) => code), ['policies-unreadable']);
  });
});

describe('templateNamed()', () => {
  it('takes a name with its major or without, and suggests', () => {
    const around = { templates: [webService] };
    assert.equal(templateNamed('web-service', around), webService);
    assert.equal(templateNamed('web-service.v2', around), webService);
    assert.throws(() => templateNamed('web-servic', around), /did you mean `web-service`/);
    assert.throws(() => templateNamed('web-service.v9', around), /did you mean `web-service\.v2`/);
    assert.throws(() => templateNamed('a', { templates: [] }), UsageError);
  });
});

describe('completion()', () => {
  it('is that of the release that is meant', async () => {
    const made = await completion(
      { config: DEFAULT_CONFIG, folder: '.' },
      [],
      invocation('--kubernetes-version', '1.34'),
    );
    assert.ok(made.ok);
    const object = made.complete({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
      spec: { ports: [{ port: 80 }] },
    });
    assert.match(JSON.stringify(object), /"protocol":"TCP"/);
    const lost = await completion(
      { config: DEFAULT_CONFIG, folder: '.' },
      [],
      invocation('--schemas', 'no/such/folder'),
    );
    assert.ok(!lost.ok);
  });
});

describe('printProblems()', () => {
  it('prints a line each, with its place', () => {
    const io = recordingIo();
    assert.equal(
      printProblems(
        [
          { code: 'c', message: 'm', location: { file: 'f', line: 1, column: 2 } },
          { code: 'd', message: 'n', location: null },
        ],
        io,
      ),
      2,
    );
    assert.equal(io.written.err, 'f:1:2: m [c]\nn [d]\n');
  });
});
