// What the API server refuses about the addresses of Services as objects: IPAddress and ServiceCIDR.
// Source: pkg/apis/networking/validation of Kubernetes. The name of an IPAddress is judged with its metadata.
import { quoted } from '../../kube/quoted.ts';
import { canonicalNetwork, parseNetwork } from '../addresses.ts';
import { checkName, checkText, checkUnchanged, reportRequired } from '../checks.ts';
import { dnsSubdomain, pathSegment } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { objectOf, structOf, textOf, textsOf } from '../values.ts';

const AT = '/spec/cidrs';

/** What the API server refuses about a networking.k8s.io/v1 IPAddress. */
export const validateIPAddress: KindValidator = ({ object, old }, out) => {
  const spec = structOf(object, 'spec');
  const parent = objectOf(spec, 'parentRef');
  const at = '/spec/parentRef';
  if (!parent) reportRequired(out, at, 'parentRef');
  else {
    const group = textOf(parent, 'group');
    if (group !== '') checkText(out, `${at}/group`, 'group', group, dnsSubdomain);
    checkName(out, parent, at, 'resource', pathSegment);
    checkName(out, parent, at, 'name', pathSegment);
    const namespace = textOf(parent, 'namespace');
    if (namespace !== '') checkText(out, `${at}/namespace`, 'namespace', namespace, pathSegment);
  }
  if (old) checkUnchanged(out, spec, structOf(old, 'spec'), '/spec', 'parentRef');
};

/** What the API server refuses about a networking.k8s.io/v1 ServiceCIDR; an update may add the second family, nothing else. */
export const validateServiceCIDR: KindValidator = ({ object, old }, out) => {
  const networks = textsOf(structOf(object, 'spec'), 'cidrs');
  if (!old) {
    validateNetworks(out, networks);
    return;
  }
  const before = textsOf(structOf(old, 'spec'), 'cidrs');
  if (networks.length !== before.length && !(before.length === 1 && networks.length === 2)) {
    report(out, 'immutable', AT, 'cidrs must not change, but a second family may be added');
    return;
  }
  for (const [index, network] of before.entries()) {
    if (networks[index] !== network)
      report(out, 'immutable', `${AT}/${index}`, `cidrs ${quoted(network)} must not change`);
  }
  if (networks.length > before.length) validateNetworks(out, networks);
};

function validateNetworks(out: FieldErrors, networks: readonly string[]): void {
  if (networks.length === 0) reportRequired(out, AT, 'cidrs');
  else if (networks.length > 2) report(out, 'invalid', AT, 'cidrs must have no more than two networks');
  else {
    for (const [index, network] of networks.entries())
      checkText(out, `${AT}/${index}`, 'network', network, canonicalNetwork);
    if (networks.length === 2 && isSameFamily(networks)) {
      report(out, 'invalid', AT, 'cidrs must have no more than one network of each address family');
    }
  }
}

function isSameFamily([first = '', second = '']: readonly string[]): boolean {
  const family: number | undefined = parseNetwork(first)?.address.family;
  return family !== undefined && family === parseNetwork(second)?.address.family;
}
