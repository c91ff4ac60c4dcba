// Validators of networking.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateIngress } from './ingress.ts';
import { validateIngressClass } from './ingress-class.ts';
import { validateNetworkPolicy } from './network-policy.ts';
import { validateIPAddress, validateServiceCIDR } from './service-network.ts';

/** Kinds of networking.k8s.io to their validators. */
export const NETWORKING: Readonly<Record<string, KindValidator>> = {
  'networking.k8s.io/v1 IPAddress': validateIPAddress,
  'networking.k8s.io/v1 Ingress': validateIngress,
  'networking.k8s.io/v1 IngressClass': validateIngressClass,
  'networking.k8s.io/v1 NetworkPolicy': validateNetworkPolicy,
  'networking.k8s.io/v1 ServiceCIDR': validateServiceCIDR,
};
