// Generated files against a folder: what differs, what is missing, what is left over; and writing them.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Generated files by path below a root, and the folders that hold nothing else. */
export interface GeneratedTree {
  readonly files: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
}

/** One way in which a folder differs from what would be generated. */
export interface TreeDifference {
  readonly path: string;
  readonly what: 'missing' | 'outdated' | 'left over';
}

/** All differences, sorted by path. */
export function differences(root: string, { files, folders }: GeneratedTree): TreeDifference[] {
  const found: TreeDifference[] = [];
  for (const [path, text] of files) {
    const full = join(root, path);
    if (!existsSync(full)) found.push({ path, what: 'missing' });
    else if (readFileSync(full, 'utf8') !== text) found.push({ path, what: 'outdated' });
  }
  for (const folder of folders) {
    if (!existsSync(join(root, folder))) continue;
    for (const name of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(name.parentPath, name.name).slice(root === '.' ? 0 : join(root, '/').length);
      if (name.isFile() && !files.has(path)) found.push({ path, what: 'left over' });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Makes the folder what was generated, touching only what differs. */
export function apply(root: string, { files }: GeneratedTree, found: readonly TreeDifference[]): void {
  for (const { path, what } of found) {
    const full = join(root, path);
    if (what === 'left over') rmSync(full);
    else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, files.get(path) ?? '');
    }
  }
}
