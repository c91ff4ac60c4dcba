// The table of renderers: to add an input source, write its file and its line here.
import { plain } from './plain.ts';
import type { Rendered, Renderer, SourceFile, SourceTree } from './renderer.ts';

/** All renderers; the first that reads a path gets it. */
export const RENDERERS: readonly Renderer[] = [plain];

/** The renderer of a path; undefined for a file that holds no manifests by its name. */
export function rendererOf(path: string): Renderer | undefined {
  return RENDERERS.find((renderer) => renderer.reads(path));
}

/** Renders a file, or undefined where no renderer reads files of its name. */
export function renderFile(file: SourceFile, tree: SourceTree): Rendered | undefined {
  return rendererOf(file.path)?.render(file, tree);
}

/** Renders files in their order; one that was named although no renderer reads its name counts as a plain manifest. */
export function renderAll(files: readonly SourceFile[], tree: SourceTree): Rendered {
  const rendered = files.map((file) => (rendererOf(file.path) ?? plain).render(file, tree));
  return {
    objects: rendered.flatMap(({ objects }) => objects),
    problems: rendered.flatMap(({ problems }) => problems),
    ignored: rendered.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}
