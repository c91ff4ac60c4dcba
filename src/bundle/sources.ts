// Where documents come from: files, folders and the built-in packs. Reads the disk; understands nothing of what it reads.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place that policies are taken from: a built-in pack, a file or folder on disk, or files that were read elsewhere. */
export type PolicySource =
  | { readonly pack: string }
  | { readonly path: string }
  | { readonly name: string; readonly files: readonly SourceFile[] };

/** One file, with the pack that ships it. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly pack?: string;
}

/** A source that could not be read. */
export interface SourceProblem {
  readonly code: string;
  readonly message: string;
}

const DOCUMENT_FILE = /\.(ya?ml|json)$/;

/** The folder of the packs that this package ships. */
export function packsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'policies');
}

/** Names of the built-in packs: the folders that have a `pack.yaml`. */
export function packNames(): readonly string[] {
  const folder = packsFolder();
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'pack.yaml')))
    .sort();
}

/** The files of a built-in pack. */
export function packFiles(pack: string): readonly SourceFile[] {
  return folderFiles(join(packsFolder(), pack)).map((file) => ({ ...file, pack }));
}

/** The files of a file or folder on disk, sorted; hidden names and node_modules are left out. */
export function pathFiles(
  path: string,
): { readonly files: readonly SourceFile[] } | { readonly problem: SourceProblem } {
  try {
    if (!statSync(path).isDirectory()) return { files: [fileAt(path)] };
    const files = folderFiles(path);
    if (files.length > 0) return { files };
    return {
      problem: { code: 'policies-empty', message: `the policy folder \`${path}\` holds no .yaml, .yml or .json file` },
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message =
      code === 'ENOENT'
        ? `the policy path \`${path}\` does not exist`
        : `the policy path \`${path}\` cannot be read (${code})`;
    return { problem: { code: 'policies-unreadable', message } };
  }
}

/** A file as read; one below the packs of this package belongs to its pack, whatever way led to it. */
function fileAt(path: string): SourceFile {
  const [pack, ...rest] = relative(packsFolder(), resolve(path)).split(sep);
  const isShipped = pack !== undefined && pack !== '..' && rest.length > 0;
  return { path, bytes: readFileSync(path), ...(isShipped && { pack }) };
}

function folderFiles(folder: string): readonly SourceFile[] {
  const found: SourceFile[] = [];
  const visit = (current: string): void => {
    const entries = readdirSync(current, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(current, entry.name);
      // A ConfigMap volume shows its files as links into a hidden folder: links to files count, hidden names do not.
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) visit(path);
      else if (DOCUMENT_FILE.test(entry.name) && statSync(path).isFile()) {
        found.push(fileAt(path));
      }
    }
  };
  visit(folder);
  return found;
}
