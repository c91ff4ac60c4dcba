// A scripted API server that knows namespaces, definitions and its version, as facts are asked for.
import type { JsonObject } from '../../src/kube/object.ts';
import { namespaceObject, type ScriptedServer, startScriptedServer } from './api-server.ts';

/** A definition as a cluster has it. */
const WIDGETS: JsonObject = {
  metadata: { name: 'widgets.example.com', uid: '7', resourceVersion: '9' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { size: { type: 'integer', maximum: 3 } } } },
          },
        },
      },
    ],
  },
};

/** Starts it with one namespace, `shop` of team a; `refused` is a resource that it does not let us list. */
export function startClusterFacts(refused?: string): Promise<ScriptedServer> {
  return startScriptedServer(({ pathname, searchParams }, response) => {
    const resource = pathname.split('/').at(-1) ?? '';
    if (resource === refused) {
      response.statusCode = 403;
      response.end(JSON.stringify({ kind: 'Status', message: `${resource} is forbidden` }));
    } else if (resource === 'version') response.end(JSON.stringify({ major: '1', minor: '35+' }));
    else if (resource === 'namespaces' && !searchParams.has('continue')) {
      const items = [namespaceObject('shop', { team: 'a' }, '1')];
      response.end(JSON.stringify({ kind: 'NamespaceList', metadata: { continue: 'more' }, items }));
    } else if (resource === 'namespaces')
      response.end(JSON.stringify({ kind: 'NamespaceList', metadata: {}, items: [] }));
    else response.end(JSON.stringify({ kind: 'List', metadata: {}, items: [WIDGETS] }));
  });
}
