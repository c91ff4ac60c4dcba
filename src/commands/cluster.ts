// How commands reach a cluster: `--kubeconfig`, KUBECONFIG, or a pod's own account. Asks for facts once; watching is serve's.

import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { accessCluster, isInCluster } from '../cluster/client.ts';
import { type ReadFacts, readClusterFacts } from '../cluster/facts.ts';
import { type Invocation, UsageError } from './command.ts';

/** Asks the cluster for its release, namespaces and definitions. */
export async function clusterFacts({ io, one }: Invocation): Promise<ReadFacts> {
  const files = kubeconfigsOf(one('kubeconfig'), io);
  if (files.length === 0 && !isInCluster(io.env))
    throw new UsageError('there is no cluster to ask: name one with --kubeconfig FILE or KUBECONFIG');
  const access = await accessCluster(files);
  return access.ok ? readClusterFacts(access.client, io.interrupted) : access;
}

/** The kubeconfig files in the order in which kubectl looks for them. */
function kubeconfigsOf(flag: string | undefined, { env, cwd }: Invocation['io']): readonly string[] {
  if (flag !== undefined) return [resolve(cwd, flag)];
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  if (named.length > 0) return named;
  const home = join(env['HOME'] ?? '', '.kube', 'config');
  return env['HOME'] && existsSync(home) ? [home] : [];
}
