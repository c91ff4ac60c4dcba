// What the API server refuses about an IngressClass: its controller, and the object with its parameters.
// Source: pkg/apis/networking/validation of Kubernetes.

import { checkName, checkOneOf, checkText, checkUnchanged, reportForbidden, reportRequired } from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import { dnsLabel, domainPrefixedPath } from '../names.ts';
import { type KindValidator, report } from '../subject.ts';
import { has, objectOf, structOf, textOf } from '../values.ts';
import { validateTypedReference } from './reference.ts';

const LONGEST_CONTROLLER = 250;
const SCOPES: readonly string[] = ['Cluster', 'Namespace'];

/** What the API server refuses about a networking.k8s.io/v1 IngressClass. */
export const validateIngressClass: KindValidator = ({ object, old }, out) => {
  const spec = structOf(object, 'spec');
  if (old) checkUnchanged(out, spec, structOf(old, 'spec'), '/spec', 'controller');
  checkName(out, spec, '/spec', 'controller', domainPrefixedPath);
  if (bytesOf(textOf(spec, 'controller')) > LONGEST_CONTROLLER) {
    const message = `controller must have no more than ${LONGEST_CONTROLLER} characters`;
    report(out, 'too-long', '/spec/controller', message);
  }
  const parameters = objectOf(spec, 'parameters');
  if (!parameters) return;
  const at = '/spec/parameters';
  validateTypedReference(out, parameters, at);
  if (!checkOneOf(out, parameters, at, 'scope', SCOPES)) return;
  const inNamespace = textOf(parameters, 'scope') === 'Namespace';
  if (!inNamespace && has(parameters, 'namespace')) {
    reportForbidden(out, `${at}/namespace`, 'namespace', 'with scope `Cluster`');
  } else if (inNamespace && !has(parameters, 'namespace')) {
    reportRequired(out, `${at}/namespace`, 'namespace', 'scope is `Namespace`');
  } else if (inNamespace) {
    checkText(out, `${at}/namespace`, 'namespace', textOf(parameters, 'namespace'), dnsLabel);
  }
};
