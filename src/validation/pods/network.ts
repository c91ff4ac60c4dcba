// How a pod is named in the network and finds others there: dnsPolicy and dnsConfig, hostnames, hostAliases. Source:
// validatePodDNSConfig, validatePodHostName and ValidateHostAliases of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { legacyAddress } from '../addresses.ts';
import { checkOneOf, checkText, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, underscoreSubdomain } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { isTrue, objectOf, objectsOf, optionalTextOf, textOf, textsOf } from '../values.ts';
import { type PodContext, SINCE } from './context.ts';
import { checkHostNetworkPorts } from './ports.ts';

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const LONGEST_SEARCHES = 2048;
const LONGEST_HOSTNAME = 64;

/** Checks all that concerns the network in a pod spec. */
export function validateNetwork(out: FieldErrors, spec: JsonObject, pointer: string, context: PodContext): void {
  checkOneOf(out, spec, pointer, 'dnsPolicy', ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']);
  validateDns(out, spec, `${pointer}/dnsConfig`);
  for (const field of ['hostname', 'subdomain']) {
    const name = textOf(spec, field);
    if (name !== '') checkText(out, `${pointer}/${field}`, field, name, dnsLabel);
  }
  if (context.minor >= SINCE.hostnameOverride) validateHostnameOverride(out, spec, pointer);
  for (const [index, alias] of objectsOf(spec, 'hostAliases').entries()) {
    const at = `${pointer}/hostAliases/${index}`;
    checkText(out, `${at}/ip`, 'ip', textOf(alias, 'ip'), legacyAddress);
    for (const [position, name] of textsOf(alias, 'hostnames').entries()) {
      checkText(out, `${at}/hostnames/${position}`, 'hostname', name, dnsSubdomain);
    }
  }
  if (isTrue(spec, 'hostNetwork')) checkHostNetworkPorts(out, spec, pointer, context.metadata !== undefined);
}

function validateDns(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const config = objectOf(spec, 'dnsConfig');
  const servers = config ? textsOf(config, 'nameservers') : [];
  if (textOf(spec, 'dnsPolicy') === 'None' && servers.length === 0) {
    const at = config ? `${pointer}/nameservers` : pointer;
    return reportRequired(out, at, config ? 'nameservers' : 'dnsConfig', 'dnsPolicy `None` needs a nameserver');
  }
  if (!config) return;
  checkCount(out, servers.length, MOST_NAMESERVERS, `${pointer}/nameservers`, 'nameservers');
  for (const [index, server] of servers.entries()) {
    checkText(out, `${pointer}/nameservers/${index}`, 'nameserver', server, legacyAddress);
  }
  const searches = textsOf(config, 'searches');
  checkCount(out, searches.length, MOST_SEARCHES, `${pointer}/searches`, 'searches');
  if (searches.join(' ').length > LONGEST_SEARCHES) {
    report(
      out,
      'invalid',
      `${pointer}/searches`,
      `searches must have no more than ${LONGEST_SEARCHES} characters together`,
    );
  }
  for (const [index, search] of searches.entries()) {
    if (search === '.') continue;
    const name = search.endsWith('.') ? search.slice(0, -1) : search;
    checkText(out, `${pointer}/searches/${index}`, 'search domain', name, underscoreSubdomain);
  }
  for (const [index, option] of objectsOf(config, 'options').entries()) {
    if (textOf(option, 'name') === '') reportRequired(out, `${pointer}/options/${index}/name`, 'name');
  }
}

function checkCount(out: FieldErrors, count: number, most: number, pointer: string, field: string): void {
  if (count > most) report(out, 'invalid', pointer, `${field} has ${count} items, and must have no more than ${most}`);
}

function validateHostnameOverride(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const name = optionalTextOf(spec, 'hostnameOverride');
  if (name === undefined) return;
  const at = `${pointer}/hostnameOverride`;
  for (const field of ['setHostnameAsFQDN', 'hostNetwork']) {
    if (isTrue(spec, field)) reportForbidden(out, at, 'hostnameOverride', `with ${field}`);
  }
  if (name.length > LONGEST_HOSTNAME) {
    report(out, 'too-long', at, `hostnameOverride must have no more than ${LONGEST_HOSTNAME} characters`);
  }
  checkText(out, at, 'hostnameOverride', name, dnsSubdomain);
}
