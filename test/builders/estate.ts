// Manifests of a text as solved sets, for tests of what template commands do with them.
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import type { LoadedTemplate } from '../../src/bundle/templates.ts';
import type { SolvedSet } from '../../src/commands/template/sets.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import { solve } from '../../src/template/solve.ts';

/** The template of the fixtures. */
export const webService: LoadedTemplate = loadTemplates([{ path: 'test/fixtures/standards/templates' }]).own[0]!;

/** All objects of a text as one set of that template, compared as they are written. */
export function setOf(text: string, file = 'web.yaml'): SolvedSet {
  const { template } = webService;
  const members = parseManifests(text).documents.map((document) => {
    const object = document.value as KubeObject;
    return { source: { file, document, object }, file, object, template, namespace: undefined };
  });
  const solution = solve(template, members);
  return { loaded: webService, namespace: undefined, name: 'web', members, context: {}, solution };
}
