import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { github } from '../../src/reports/github.ts';
import { goldenReport } from '../builders/report.ts';

/** Reads commands as the runner does. Source: actions/runner, ActionCommand.cs (commands of version 2). */
function read(line: string) {
  const match = /^::(\w+) ([^:]*)::(.*)$/.exec(line);
  if (!match) return undefined;
  const data = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const property = (text: string) => data(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
  const properties = Object.fromEntries(
    match[2]!.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), property(pair.slice(pair.indexOf('=') + 1))]),
  );
  return { kind: match[1], properties, message: data(match[3]!) };
}

describe('github()', () => {
  it('writes one command for each finding and error', () => {
    for (const name of ['mixed', 'strange', 'errors']) {
      const report = goldenReport(name);
      const commands = github(report)
        .split('\n')
        .filter((line) => line.startsWith('::'));
      assert.equal(commands.length, report.findings.length + report.errors.length);
      for (const line of commands) assert.ok(read(line), line);
    }
  });

  it('names errors, warnings and notices by enforcement', () => {
    const kinds = github(goldenReport('mixed'))
      .split('\n')
      .map(read)
      .flatMap((one) => (one ? [one.kind] : []));
    assert.deepEqual(kinds, [
      ...['error', 'error', 'warning', 'error', 'notice', 'notice', 'error'],
      ...['error', 'warning', 'error'],
    ]);
  });

  it('reads back as file, place and message', () => {
    const [first] = github(goldenReport('mixed')).split('\n');
    assert.deepEqual(read(first!), {
      kind: 'error',
      properties: { file: 'apps/web.yaml', line: '41', col: '13', title: 'unprivileged-containers/privileged' },
      message:
        'container `app` is privileged\nDeployment shop/web, unprivileged-containers/privileged\n' +
        'fix: remove `securityContext.privileged` or set it to false',
    });
  });

  it('keeps a file name with every separator in its property', () => {
    const second = github(goldenReport('strange')).split('\n')[1];
    assert.equal(read(second!)?.properties['file'], 'new\nline,comma:colon 100%.yaml');
  });

  it('cannot be made to write a command of its own', () => {
    const report = goldenReport('errors');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\n', '\r', ':', '%', ',', 'a', '::error::', '\u2028') }),
        (evil) => {
          const output = github({
            ...report,
            errors: [{ ...report.errors[0]!, message: evil, location: { file: evil, line: 1, column: 1 } }],
          });
          assert.equal(output.split(/[\n\r\u2028]/).filter((line) => line.startsWith('::')).length, 1);
          assert.equal(read(output.split('\n')[0]!)?.properties['line'], '1');
        },
      ),
    );
  });
});
