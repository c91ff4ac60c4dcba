// `sallyport receive`: the pre-receive hook of a server's repository. The gate itself is gates/push.
import { runReceive } from '../gates/push/run.ts';
import { PUSHER_VARIABLES } from '../git/committer.ts';
import { type ReportName, reports } from '../reports/index.ts';
import { visible } from '../reports/visible.ts';
import { type Invocation, UsageError } from './command.ts';
import { timeOf, versionOf } from './judging.ts';

/** Exit code 0 lets the push in; all other codes refuse it as a whole. */
export async function run({ io, one, all, has }: Invocation): Promise<number> {
  const options = {
    policies: all('policies'),
    config: one('config'),
    now: timeOf(one('now')),
    failOn: one('fail-on') as 'deny' | 'warn' | undefined,
    kubernetesVersion: versionOf(one('kubernetes-version')),
    strictKinds: has('strict-kinds'),
    schemas: all('schemas'),
    snapshot: one('snapshot'),
    pusherVariables: has('pusher-variable') ? all('pusher-variable') : PUSHER_VARIABLES,
  };
  const received = await runReceive(await io.stdin(), options, io);
  if (!received) {
    throw new UsageError('standard input must hold `old new ref` lines, as git gives them to a pre-receive hook');
  }
  const render = reports[one('format') as ReportName];
  for (const { ref, report, exitCode } of received.answers) {
    io.stdout(render(report, { colour: false, width: io.columns }));
    if (exitCode !== 0) io.stderr(`sallyport: \`${visible(ref)}\` is refused\n`);
  }
  for (const note of received.notes) io.stderr(`sallyport: ${visible(note)}\n`);
  return received.exitCode;
}
