// The flag that names the access to a cluster. Apart from cluster.ts, since the table of commands loads nothing that it need not.
import type { Flag } from './command.ts';

/** `--kubeconfig FILE`. */
export const KUBECONFIG_FLAG: Flag = {
  name: 'kubeconfig',
  value: 'FILE',
  description: 'access to the cluster; by default KUBECONFIG, ~/.kube/config or the pod’s own',
};
