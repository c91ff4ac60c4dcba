// `ports` of containers, each for itself and on the node that containers share. Source: validateContainerPorts,
// AccumulateUniqueHostPorts and validatePodHostNetworkDeps of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { checkOneOf, checkPort, checkText, reportDuplicate, reportRequired } from '../checks.ts';
import { portName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { numberOf, objectsOf, textOf } from '../values.ts';

/** Protocols of container and Service ports. */
export const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** Checks the ports of one container. */
export function validatePorts(out: FieldErrors, container: JsonObject, pointer: string): void {
  const names = new Set<string>();
  for (const [index, port] of objectsOf(container, 'ports').entries()) {
    const at = `${pointer}/ports/${index}`;
    const name = textOf(port, 'name');
    if (name !== '' && checkText(out, `${at}/name`, 'name', name, portName)) {
      if (names.has(name)) reportDuplicate(out, `${at}/name`, 'name', name);
      names.add(name);
    }
    const number = numberOf(port, 'containerPort') ?? 0;
    if (number === 0) reportRequired(out, `${at}/containerPort`, 'containerPort');
    else checkPort(out, number, `${at}/containerPort`, 'containerPort');
    const onHost = numberOf(port, 'hostPort') ?? 0;
    if (onHost !== 0) checkPort(out, onHost, `${at}/hostPort`, 'hostPort');
    checkOneOf(out, port, at, 'protocol', PROTOCOLS);
  }
}

/** Checks that no two of the containers listen on the same port of the node. */
export function checkHostPorts(out: FieldErrors, containers: readonly JsonObject[], pointers: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, container] of containers.entries()) {
    for (const [at, port] of objectsOf(container, 'ports').entries()) {
      const number = numberOf(port, 'hostPort') ?? 0;
      if (number === 0) continue;
      const key = `${textOf(port, 'protocol')} ${textOf(port, 'hostIP')} ${number}`;
      if (seen.has(key)) reportDuplicate(out, `${pointers[index]}/ports/${at}/hostPort`, 'hostPort', String(number));
      seen.add(key);
    }
  }
}

/** On the node's own network a port is the node's: both numbers are one. Of a Pod the server has filled in hostPort already. */
export function checkHostNetworkPorts(out: FieldErrors, spec: JsonObject, pointer: string, isPod: boolean): void {
  for (const [index, container] of objectsOf(spec, 'containers').entries()) {
    for (const [at, port] of objectsOf(container, 'ports').entries()) {
      const onHost = numberOf(port, 'hostPort') ?? 0;
      const number = numberOf(port, 'containerPort') ?? 0;
      if (onHost === number || (onHost === 0 && !isPod)) continue;
      const message = `hostPort is ${onHost}, and must be the containerPort ${number} with hostNetwork`;
      report(out, 'invalid', `${pointer}/containers/${index}/ports/${at}/hostPort`, message);
    }
  }
}
