// The cluster addresses of a Service and their families: `clusterIP`, `clusterIPs`, `ipFamilies`, `ipFamilyPolicy`, on their own and
// on an update. Source: pkg/apis/core/validation and pkg/registry/core/service/storage/alloc.go of Kubernetes. Which families a
// cluster has, and whether an address lies in its range, only the cluster knows.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { addressRule, parseAddress } from '../addresses.ts';
import { checkOneOf, listed, reportDuplicate, reportRequired } from '../checks.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, textEntriesOf, textOf, textsOf } from '../values.ts';

const FAMILIES: readonly string[] = ['IPv4', 'IPv6'];
const POLICIES: readonly string[] = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];
const AT = '/spec/clusterIPs';

/** True for a Service without an address of its own. */
export function isHeadless(spec: JsonObject): boolean {
  const addresses = textsOf(spec, 'clusterIPs');
  return addresses.length === 1 && addresses[0] === 'None';
}

/** Checks addresses and families of one `spec`, prepared as the server does; `old` is the one that an update replaces. */
export function validateAddresses(
  out: FieldErrors,
  spec: JsonObject,
  old: JsonObject | undefined,
  minor: number,
): void {
  if (textOf(spec, 'type') === 'ExternalName') return;
  const addresses = textsOf(spec, 'clusterIPs');
  const families = textsOf(spec, 'ipFamilies');
  matchFirst(out, textOf(spec, 'clusterIP'), addresses);
  validateFamilies(out, families);
  if (has(spec, 'ipFamilyPolicy')) checkOneOf(out, spec, '/spec', 'ipFamilyPolicy', POLICIES);
  if (addresses.length > 2) report(out, 'invalid', AT, 'clusterIPs must have no more than two addresses');
  if (!validateEach(out, addresses, old ? textsOf(old, 'clusterIPs') : [], minor)) return;
  if (new Set(addresses.map(familyOf)).size < addresses.length) {
    report(out, 'invalid', AT, 'clusterIPs must have no more than one address of each family');
  }
  if (!isHeadless(spec)) {
    for (const [index, address] of addresses.entries()) {
      const family = families[index];
      if (family === undefined || !FAMILIES.includes(family) || family === familyOf(address)) continue;
      report(out, 'invalid', `${AT}/${index}`, `clusterIPs ${quoted(address)} must be ${family}, as ipFamilies says`);
    }
  }
  validatePolicy(out, spec, old);
}

function matchFirst(out: FieldErrors, first: string, addresses: readonly string[]): void {
  if (first === '' && addresses.length > 0) {
    report(out, 'invalid', AT, 'clusterIPs must be empty where clusterIP is');
  } else if (first !== '' && addresses.length === 0) {
    reportRequired(out, AT, 'clusterIPs', 'its first item is clusterIP');
  } else if (first !== '' && addresses[0] !== first) {
    report(out, 'invalid', AT, `the first of clusterIPs must be clusterIP, ${quoted(first)}`);
  }
}

function validateFamilies(out: FieldErrors, families: readonly string[]): void {
  for (const [index, family] of families.entries()) {
    const at = `/spec/ipFamilies/${index}`;
    if (!FAMILIES.includes(family)) {
      report(out, 'not-supported', at, `ipFamilies ${quoted(family)} must be ${listed(FAMILIES)}`);
    }
    if (families.indexOf(family) < index) reportDuplicate(out, at, 'ipFamilies', family);
  }
}

/** True where all addresses can be read. */
function validateEach(
  out: FieldErrors,
  addresses: readonly string[],
  known: readonly string[],
  minor: number,
): boolean {
  const rule = addressRule(minor);
  let fine = true;
  for (const [index, address] of addresses.entries()) {
    if (index === 0 && address === 'None') {
      if (addresses.length === 1) continue;
      report(out, 'invalid', AT, '`None` must be the only one of clusterIPs');
      fine = false;
      continue;
    }
    const fault = known.includes(address) ? undefined : rule(address);
    if (fault === undefined) continue;
    report(out, 'invalid', `${AT}/${index}`, `clusterIPs ${quoted(address)} ${fault}`);
    fine = false;
  }
  return fine;
}

/** One family alone goes with one address; two of them are left only on purpose. */
function validatePolicy(out: FieldErrors, spec: JsonObject, old: JsonObject | undefined): void {
  const dualByNature = textOf(spec, 'clusterIP') === 'None' && textEntriesOf(spec, 'selector').length === 0;
  const policy = textOf(spec, 'ipFamilyPolicy') || (dualByNature ? 'RequireDualStack' : 'SingleStack');
  for (const [field, what] of [
    ['clusterIPs', 'addresses'],
    ['ipFamilies', 'families'],
  ] as const) {
    const count = textsOf(spec, field).length;
    const before = old && textOf(old, 'type') !== 'ExternalName' ? textsOf(old, field).length : 0;
    if (policy === 'SingleStack') {
      if (count !== 2) continue;
      const needed = 'must be `PreferDualStack` or `RequireDualStack`';
      report(out, 'invalid', '/spec/ipFamilyPolicy', `ipFamilyPolicy ${needed} with two ${what} in ${field}`);
    } else if (count > 0 && count < before) {
      report(
        out,
        'invalid',
        '/spec/ipFamilyPolicy',
        `ipFamilyPolicy must be \`SingleStack\` to leave one of the ${what}`,
      );
    }
  }
}

function familyOf(address: string): string {
  return parseAddress(address)?.family === 6 ? 'IPv6' : 'IPv4';
}

/** Checks what an update must leave as it was: the first address and family; both where their number stays. */
export function validateAddressChange(out: FieldErrors, spec: JsonObject, old: JsonObject): void {
  if (textOf(spec, 'type') === 'ExternalName' || textOf(old, 'type') === 'ExternalName') return;
  const headless = isHeadless(spec);
  const wasHeadless = isHeadless(old);
  if (!(headless && wasHeadless)) keepFirst(out, spec, old, 'clusterIPs');
  if (!headless && !wasHeadless) keepFirst(out, spec, old, 'ipFamilies');
}

function keepFirst(out: FieldErrors, spec: JsonObject, old: JsonObject, field: string): void {
  const items = textsOf(spec, field);
  const before = textsOf(old, field);
  // A side that says nothing leaves it to the server, which knows what it was.
  if (before.length === 0 || (items.length === 0 && field === 'ipFamilies')) return;
  const shared = items.length === before.length ? before.length : 1;
  for (let index = 0; index < shared; index += 1) {
    if (items[index] === before[index]) continue;
    report(out, 'immutable', `/spec/${field}/${index}`, `${field} ${quoted(before[index] ?? '')} must not change`);
  }
  if (items.length === 1 && before.length > 1 && textOf(spec, 'ipFamilyPolicy') !== 'SingleStack') {
    report(
      out,
      'invalid',
      '/spec/ipFamilyPolicy',
      `ipFamilyPolicy must be \`SingleStack\` to leave the second of ${field}`,
    );
  }
}
