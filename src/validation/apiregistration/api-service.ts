// What the API server refuses about an APIService: its name, priorities, and how the other server is reached and trusted.
// Source: k8s.io/kube-aggregator pkg/apis/apiregistration/validation.
import type { JsonObject } from '../../kube/object.ts';
import { checkGiven, checkPort, checkRange, checkText, reportRequired } from '../checks.ts';
import { validatePrescribedName } from '../metadata.ts';
import { dnsSubdomain, rfc1035Label } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { isTrue, numberOf, objectOf, structOf, textOf } from '../values.ts';

const validateApiService: KindValidator = ({ object }, out) => {
  const spec = structOf(object, 'spec');
  const [group, version] = [textOf(spec, 'group'), textOf(spec, 'version')];
  validatePrescribedName(out, object, `${version}.${group}`, 'the version and the group');
  if (group !== '') checkText(out, '/spec/group', 'group', group, dnsSubdomain);
  else if (version !== 'v1') reportRequired(out, '/spec/group', 'group');
  checkText(out, '/spec/version', 'version', version, rfc1035Label);
  const numbers = { groupPriorityMinimum: 0, versionPriority: 0, ...spec };
  checkRange(out, numbers, '/spec', 'groupPriorityMinimum', 1, 20_000);
  checkRange(out, numbers, '/spec', 'versionPriority', 1, 1000);
  const service = objectOf(spec, 'service');
  if (service) {
    checkGiven(out, service, '/spec/service', 'namespace');
    checkGiven(out, service, '/spec/service', 'name');
    checkPort(out, numberOf(service, 'port') ?? 0, '/spec/service/port', 'port');
  }
  validateTrust(out, spec, service !== undefined);
};

/** Only another server has a certificate to trust, in one way. */
function validateTrust(out: FieldErrors, spec: JsonObject, remote: boolean): void {
  const hasBundle = textOf(spec, 'caBundle') !== '';
  if (hasBundle && !remote) report(out, 'invalid', '/spec/caBundle', 'caBundle must be left out without service');
  if (!isTrue(spec, 'insecureSkipTLSVerify') || (remote && !hasBundle)) return;
  const why = remote ? 'beside caBundle' : 'without service';
  report(out, 'invalid', '/spec/insecureSkipTLSVerify', `insecureSkipTLSVerify must not be true ${why}`);
}

/** Kinds of apiregistration.k8s.io to their validators. */
export const API_REGISTRATION: Readonly<Record<string, KindValidator>> = {
  'apiregistration.k8s.io/v1 APIService': validateApiService,
};
