// `sallyport snapshot`: what a cluster knows and a repository does not, as a file that gates can be given.
import { printSnapshot } from '../snapshot/snapshot.ts';
import { clusterFacts } from './cluster.ts';
import { EXIT, type Invocation } from './command.ts';
import { writeResult } from './output.ts';

/** Exit code 0 once it is written, 2 when the cluster cannot be asked. */
export async function run(invocation: Invocation): Promise<number> {
  const { io, one } = invocation;
  const read = await clusterFacts(invocation);
  if (!read.ok) {
    io.stderr(`sallyport: ${read.message}\n`);
    return EXIT.unjudged;
  }
  const { kubernetes, namespaces, definitions } = read.facts;
  writeResult(one('output'), printSnapshot(read.facts), io);
  io.stderr(
    `sallyport: Kubernetes ${kubernetes}, ${namespaces.length} namespaces, ${definitions.length} definitions of custom resources\n`,
  );
  return EXIT.passed;
}
