// How the API server reaches a webhook: by URL or by a Service. Webhook configurations and conversions of custom resources share
// it. Source: k8s.io/apiserver pkg/util/webhook/validation.go, and Go's net/url for what is a URL.
import type { JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { checkGiven, checkPort, checkText, reportRequired } from './checks.ts';
import { dnsSubdomain, type NameRule } from './names.ts';
import { type FieldErrors, report } from './subject.ts';
import { has, numberOf, objectOf, optionalTextOf, textOf } from './values.ts';

/** Checks `clientConfig`: exactly one of `url` and `service`, and that one. */
export function validateClientConfig(out: FieldErrors, config: JsonObject, pointer: string): void {
  const url = optionalTextOf(config, 'url');
  const service = objectOf(config, 'service');
  if ((url === undefined) === (service === undefined)) reportRequired(out, pointer, 'exactly one of url and service');
  else if (url !== undefined) checkText(out, `${pointer}/url`, 'url', url, webhookUrl);
  else if (service) validateService(out, service, `${pointer}/service`);
}

function validateService(out: FieldErrors, service: JsonObject, at: string): void {
  checkGiven(out, service, at, 'name');
  checkGiven(out, service, at, 'namespace');
  if (has(service, 'port')) checkPort(out, numberOf(service, 'port') ?? 0, `${at}/port`, 'port');
  const path = textOf(service, 'path');
  if (path === '' || path === '/') return;
  if (!path.startsWith('/')) report(out, 'invalid', `${at}/path`, `path ${quoted(path)} must start with \`/\``);
  const steps = path.slice(1).replace(/\/$/, '').split('/');
  for (const step of steps) {
    const fault = step === '' ? 'must not have an empty part' : dnsSubdomain(step);
    if (fault === undefined) continue;
    report(out, 'invalid', `${at}/path`, `path ${quoted(path)}${step === '' ? '' : `, ${quoted(step)}`} ${fault}`);
    return;
  }
}

/** An https URL without user, query and fragment. */
const webhookUrl: NameRule = (text) => {
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'must not contain control characters';
  if (!/^https:/i.test(text)) return 'must start with `https://`';
  const [beforeFragment = '', ...fragment] = text.slice('https:'.length).split('#');
  const [hierarchy = '', ...query] = beforeFragment.split('?');
  if (fragment.join('#') !== '') return 'must not have a fragment';
  if (query.join('?') !== '') return 'must not have a query';
  const authority = /^\/\/([^/]*)(.*)$/s.exec(hierarchy);
  if (!authority) return 'must have a host, as in `https://host/path`';
  const [, host = '', path = ''] = authority;
  if (host.includes('@')) return 'must not have a user';
  if (host === '') return 'must have a host, as in `https://host/path`';
  return hostFault(host) ?? (hasBadEscape(path) ? 'must have two hexadecimal digits behind each `%`' : undefined);
};

function hostFault(host: string): string | undefined {
  const bracket = host.startsWith('[') ? host.lastIndexOf(']') : 0;
  if (bracket < 0) return 'must have `]` at the end of its address';
  const colon = host.startsWith('[') ? bracket + 1 : host.lastIndexOf(':');
  const port = colon < 0 ? '' : host.slice(colon);
  if (port !== '' && !/^:\d*$/.test(port)) return 'must have a number as its port';
  if (hasBadEscape(host)) return 'must have two hexadecimal digits behind each `%`';
  return /[\u0000-\u0020\\^`{|}]/.test(host) ? 'must have a host without blanks and special characters' : undefined;
}

function hasBadEscape(text: string): boolean {
  return /%(?![0-9a-fA-F]{2})/.test(text);
}
