// Validators of the core group that stand in this folder for Services, configuration, Namespaces, Nodes and their like.
import { checkGiven } from '../checks.ts';
import { validateEvent } from '../events/event.ts';
import { type KindValidator, report } from '../subject.ts';
import { structOf, textOf } from '../values.ts';
import { validateConfigMap, validateSecret } from './config.ts';
import { validateEndpoints } from './endpoints.ts';
import { validateNamespace } from './namespace.ts';
import { validateNode } from './node.ts';
import { validateService } from './service.ts';

/** What the API server refuses about a v1 Binding (pkg/apis/core/validation, ValidatePodBinding). */
const validateBinding: KindValidator = ({ object }, out) => {
  const target = structOf(object, 'target');
  const kind = textOf(target, 'kind');
  if (kind !== '' && kind !== 'Node') report(out, 'not-supported', '/target/kind', 'kind of a target must be `Node`');
  checkGiven(out, target, '/target', 'name');
};

/** Kinds of the core group to their validators. ServiceAccounts have no rules beside their metadata. */
export const CORE: Readonly<Record<string, KindValidator>> = {
  'v1 Binding': validateBinding,
  'v1 ConfigMap': validateConfigMap,
  'v1 Endpoints': validateEndpoints,
  'v1 Event': validateEvent,
  'v1 Namespace': validateNamespace,
  'v1 Node': validateNode,
  'v1 Secret': validateSecret,
  'v1 Service': validateService,
};
