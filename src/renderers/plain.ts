// Plain manifests: YAML and JSON files that hold the objects themselves. Templates of a Helm chart are counted as ignored.
import type { KubeObject } from '../kube/object.ts';
import { decodeText, parseManifests } from '../manifest/parse.ts';
import type { Rendered, Renderer, SourceFile, SourceTree } from './renderer.ts';

/** Reads `.yaml`, `.yml` and `.json`. */
export const plain: Renderer = {
  name: 'plain',
  reads: (path) => /\.(?:ya?ml|json)$/i.test(path),
  render,
};

function render({ path, bytes }: SourceFile, tree: SourceTree): Rendered {
  if (isChartTemplate(path, tree)) return { objects: [], problems: [], ignored: 1 };
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { objects: [], problems: [{ file: path, ...decoded.problem }], ignored: 0 };
  const { documents, problems, ignored } = parseManifests(decoded.text, { json: /\.json$/i.test(path) });
  return {
    objects: documents.map((document) => ({ file: path, document, object: document.value as KubeObject })),
    problems: problems.map((problem) => ({ file: path, ...problem })),
    ignored,
  };
}

/** True for a file below a folder `templates` that stands beside a `Chart.yaml`. */
export function isChartTemplate(path: string, { hasFile }: SourceTree): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some(
    (folder, depth) => folder === 'templates' && hasFile([...folders.slice(0, depth), 'Chart.yaml'].join('/')),
  );
}
