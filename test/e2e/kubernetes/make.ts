// What the package carries about a release, made of its programs: schemas, types and defaults, as the texts of the files. Writes
// no file; the lifecycle of kinds, which joins the releases, is lifecycle.ts.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CompletionTypes } from '../../../src/completion/data.ts';
import { parseText } from '../../../src/manifest/parse.ts';
import type { ApiSchemas } from '../../../src/openapi/schema.ts';
import { defaultsOf, type StatedDefaults } from './defaults.ts';
import type { Stages } from './lifecycle.ts';
import { openapiSet } from './openapi-set.ts';
import { readReleaseApi, withPlane } from './read-api.ts';
import type { Release, ReleasePrograms } from './releases.ts';
import { recordSkeletons } from './skeleton.ts';

/** Texts of a release's files. */
export interface ReleaseData {
  readonly openapi: string;
  readonly types: string;
  readonly defaults: string;
}

/** JSON with one line for each member down to `depth`, so that two releases can be compared by eye. */
export function printed(value: unknown, depth: number, indent = ''): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return JSON.stringify(value);
  const inner = `${indent} `;
  const isList = Array.isArray(value);
  const lines = Object.entries(value).map(([key, one]) => {
    const text = printed(one, depth - 1, inner);
    return `${inner}${isList ? '' : `${JSON.stringify(key)}: `}${text}`;
  });
  return `${isList ? '[' : '{'}\n${lines.join(',\n')}\n${indent}${isList ? ']' : '}'}`;
}

/** A YAML file beside this one, which states what nothing else tells. */
export function stated<T>(file: string): T {
  const { documents, problems } = parseText(readFileSync(`test/e2e/kubernetes/${file}`, 'utf8'));
  if (problems.length > 0) throw new Error(`${file}: ${problems[0]?.message}`);
  return documents[0]?.value as T;
}

/** What Go's types say about the kinds that a release serves by default, and about the lives of all. */
export function readTypes(
  { apiTypes }: Pick<ReleasePrograms, 'apiTypes'>,
  { kinds }: ApiSchemas,
): Promise<CompletionTypes & { readonly lifecycle: Readonly<Record<string, Stages>> }> {
  const lines = Object.entries(kinds).flatMap(([kind, { namespaced, optIn }]) =>
    optIn ? [] : [`${kind}${namespaced ? '' : ' cluster'}`],
  );
  return new Promise((done, fail) => {
    const child = execFile(apiTypes, { maxBuffer: 1 << 26 }, (error, stdout) =>
      error ? fail(error) : done(JSON.parse(stdout)),
    );
    child.stdin?.end(lines.join('\n'));
  });
}

/** Starts the release's API server, three times, and asks it and its types. */
export async function makeData({ minor }: Release, programs: ReleasePrograms): Promise<ReleaseData> {
  const set = openapiSet(minor, await readReleaseApi(programs));
  const { kinds, clusterScoped, types } = await readTypes(programs, set);
  const recorded = await withPlane(programs, [], (plane) => recordSkeletons(plane, set));
  const defaults = defaultsOf(
    recorded,
    { kinds, clusterScoped, types },
    stated<StatedDefaults>('stated-defaults.yaml'),
    minor,
  );
  return {
    openapi: JSON.stringify(set),
    types: `${printed({ kinds, clusterScoped, types }, 2)}\n`,
    defaults: `${printed(defaults, 2)}\n`,
  };
}
