// What a renderer is: files of a repository in, manifests out. Vocabulary of this room.
import type { KubeObject } from '../kube/object.ts';
import type { ManifestDocument, ManifestProblem } from '../manifest/parse.ts';

/** A file as it was read: path with `/`, bytes untouched. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An object and where it stands: the document answers `locate`. */
export interface SourceObject {
  readonly file: string;
  readonly document: ManifestDocument;
  readonly object: KubeObject;
}

/** What could not be read, and in which file. */
export interface SourceProblem extends ManifestProblem {
  readonly file: string;
}

/** What a file holds. `ignored` counts documents that are no manifests, and files that are read by another means. */
export interface Rendered {
  readonly objects: readonly SourceObject[];
  readonly problems: readonly SourceProblem[];
  readonly ignored: number;
}

/** The tree that a file is from. */
export interface SourceTree {
  /** Whether the tree holds a file of that path, given like the path of the file itself. */
  readonly hasFile: (path: string) => boolean;
}

/** Makes manifests of one kind of file. */
export interface Renderer {
  readonly name: string;
  /** Whether this renderer reads files of that path. */
  readonly reads: (path: string) => boolean;
  readonly render: (file: SourceFile, tree: SourceTree) => Rendered;
}
