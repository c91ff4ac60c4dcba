// Files that volumes are filled with: keys of ConfigMaps and Secrets, fields of the Pod, tokens. Source: validateKeyToPath,
// validateDownwardAPIVolumeFile and validateProjectionSources of pkg/apis/core/validation. Projections of trust bundles and
// certificates are dropped by the server, whose gates for them are closed.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkName, checkText, reportRequired } from '../checks.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, numberOf, objectOf, objectsOf, textOf } from '../values.ts';
import { FILE_FIELDS, validateFieldReference, validateResourceReference } from './environment.ts';
import { filePath } from './paths.ts';

const MOST_SECONDS = 2 ** 32;

/** Checks a mode of files, which is 0 to 0777. */
export function checkFileMode(out: FieldErrors, source: JsonObject, pointer: string, field: string): void {
  const mode = numberOf(source, field);
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return;
  report(out, 'invalid', `${pointer}/${field}`, `${field} is ${mode}, and must be 0 to 511, which is 0777`);
}

/** Checks `items` of a ConfigMap or Secret: which key becomes which file. */
export function validateKeyFiles(out: FieldErrors, source: JsonObject, pointer: string): void {
  for (const [index, item] of objectsOf(source, 'items').entries()) {
    const at = `${pointer}/items/${index}`;
    checkGiven(out, item, at, 'key');
    checkName(out, item, at, 'path', filePath);
    checkFileMode(out, item, at, 'mode');
  }
}

/** Checks `items` of the downward API: which field becomes which file. */
export function validateDownwardFiles(out: FieldErrors, source: JsonObject, pointer: string): void {
  for (const [index, item] of objectsOf(source, 'items').entries()) {
    const at = `${pointer}/items/${index}`;
    checkName(out, item, at, 'path', filePath);
    checkFileMode(out, item, at, 'mode');
    const field = objectOf(item, 'fieldRef');
    const resource = objectOf(item, 'resourceFieldRef');
    if (field) validateFieldReference(out, field, `${at}/fieldRef`, FILE_FIELDS);
    else if (resource) validateResourceReference(out, resource, `${at}/resourceFieldRef`, true);
    else report(out, 'required', at, 'a file must have `fieldRef` or `resourceFieldRef`');
    if (field && resource) report(out, 'invalid', at, 'a file must have only one of `fieldRef` and `resourceFieldRef`');
  }
}

/** Checks `sources` of a projected volume: each is of one kind, and no two fill the same file. */
export function validateProjections(out: FieldErrors, volume: JsonObject, pointer: string): void {
  const paths = new Set<string>();
  for (const [index, source] of objectsOf(volume, 'sources').entries()) {
    const at = `${pointer}/sources/${index}`;
    const kinds = PROJECTIONS.filter((kind) => has(source, kind));
    if (kinds.length > 1) report(out, 'forbidden', at, 'a source of a projected volume must be of one kind');
    for (const kind of kinds) {
      const projection = objectOf(source, kind) ?? {};
      const where = `${at}/${kind}`;
      if (kind === 'serviceAccountToken') {
        validateToken(out, projection, where);
        continue;
      }
      if (kind === 'downwardAPI') validateDownwardFiles(out, projection, where);
      else {
        checkGiven(out, projection, where, 'name');
        validateKeyFiles(out, projection, where);
      }
      checkPaths(out, projection, where, paths);
    }
  }
}

const PROJECTIONS = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'] as const;

function checkPaths(out: FieldErrors, projection: JsonObject, pointer: string, paths: Set<string>): void {
  for (const [index, item] of objectsOf(projection, 'items').entries()) {
    const path = textOf(item, 'path');
    if (path !== '' && paths.has(path)) {
      const message = `path ${quoted(path)} is filled by two sources of this volume`;
      report(out, 'invalid', `${pointer}/items/${index}/path`, message);
    }
    paths.add(path);
  }
}

function validateToken(out: FieldErrors, token: JsonObject, pointer: string): void {
  const seconds = numberOf(token, 'expirationSeconds') ?? 0;
  if (seconds < 600 || seconds > MOST_SECONDS) {
    const message = `expirationSeconds is ${seconds}, and must be 600 to ${MOST_SECONDS}`;
    report(out, 'invalid', `${pointer}/expirationSeconds`, message);
  }
  const path = textOf(token, 'path');
  if (path === '') reportRequired(out, `${pointer}/path`, 'path');
  else checkText(out, `${pointer}/path`, 'path', path, filePath);
}
