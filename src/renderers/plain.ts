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
  // Nothing at all may come out of a pipe; a file of nothing is a mistake, and may have held what it was meant to say.
  if (plain.reads(path) && decoded.text.trim() === '') {
    return { objects: [], problems: [{ file: path, ...EMPTY_PROBLEM }], ignored: 0 };
  }
  if (LFS_POINTER.test(decoded.text)) return { objects: [], problems: [{ file: path, ...LFS_PROBLEM }], ignored: 0 };
  const { documents, problems, ignored } = parseManifests(decoded.text, { json: /\.json$/i.test(path) });
  return {
    objects: documents.map((document) => ({ file: path, document, object: document.value as KubeObject })),
    problems: problems.map((problem) => ({ file: path, ...problem })),
    ignored,
  };
}

/** How the pointer of a large file begins (git-lfs, docs/spec.md): text that is YAML, holds no manifest and stands for one. */
const LFS_POINTER = /^version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com|git-media\.io)\//;
const LFS_PROBLEM = {
  code: 'lfs-pointer',
  message: 'this is the pointer of a file in Git LFS, whose content is not here; keep manifests out of Git LFS',
  position: { line: 1, column: 1 },
} as const;

const EMPTY_PROBLEM = {
  code: 'empty-file',
  message: 'the file is empty; write a manifest into it, delete it, or leave it out with `exclude` in sallyport.yaml',
  position: { line: 1, column: 1 },
} as const;

/** True for a file below a folder `templates` that stands beside a `Chart.yaml`. */
export function isChartTemplate(path: string, { hasFile }: SourceTree): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some(
    (folder, depth) => folder === 'templates' && hasFile([...folders.slice(0, depth), 'Chart.yaml'].join('/')),
  );
}
