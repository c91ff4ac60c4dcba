// What the API server refuses about a CustomResourceDefinition beside its schemas: versions as a whole, conversion, changes.
// Source: k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkUnchanged, reportForbidden, reportRequired } from '../checks.ts';
import { validateClientConfig } from '../client-config.ts';
import { validateReviewVersions } from '../review-versions.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { isSame, isTrue, listOf, memberOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';
import { validateNames } from './names.ts';
import { validateVersion } from './version.ts';

const STRATEGIES: readonly string[] = ['None', 'Webhook'];
const REVIEW_VERSIONS: readonly string[] = ['v1', 'v1beta1'];

/** What the API server refuses about an apiextensions.k8s.io/v1 CustomResourceDefinition. */
const validateDefinition: KindValidator = ({ object, old }, out) => {
  const spec = structOf(object, 'spec');
  validateNames(out, object, old);
  const versions = objectsOf(spec, 'versions');
  for (const [index, version] of versions.entries()) validateVersion(out, version, `/spec/versions/${index}`);
  validateVersions(out, versions);
  const before = old && structOf(old, 'spec');
  if (isTrue(spec, 'preserveUnknownFields') && !(before && isTrue(before, 'preserveUnknownFields'))) {
    const instead = 'set `x-kubernetes-preserve-unknown-fields` in the schema instead';
    report(out, 'invalid', '/spec/preserveUnknownFields', `preserveUnknownFields must not be true; ${instead}`);
  }
  const conversion = objectOf(spec, 'conversion');
  if (conversion) validateConversion(out, conversion, before);
  if (old) validateChange(out, object, old);
};

function validateVersions(out: FieldErrors, versions: readonly JsonObject[]): void {
  const names = versions.map((version) => textOf(version, 'name'));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) report(out, 'invalid', '/spec/versions', `versions must not have ${quoted(twice)} twice`);
  validateSelectables(out, versions);
  const stored = versions.filter((version) => isTrue(version, 'storage')).length;
  if (stored === 1) return;
  const count = stored === 0 ? 'none' : String(stored);
  report(out, 'invalid', '/spec/versions', `exactly one of versions must have storage true, and ${count} has it`);
}

/** The server keeps one schema for all versions that share it, and then none for selectable fields that they do not share. */
function validateSelectables(out: FieldErrors, versions: readonly JsonObject[]): void {
  const [first = {}, ...others] = versions;
  const shared = (field: string): boolean =>
    others.every((one) => isSame(memberOf(one, field), memberOf(first, field)));
  if (shared('selectableFields') || !shared('schema')) return;
  for (const [index, version] of versions.entries()) {
    if (listOf(version, 'selectableFields').length === 0) continue;
    const message = 'selectableFields must be the same in all versions, because their schemas are';
    report(out, 'invalid', `/spec/versions/${index}/selectableFields`, message);
  }
}

function validateConversion(out: FieldErrors, conversion: JsonObject, before: JsonObject | undefined): void {
  const at = '/spec/conversion';
  checkOneOf(out, conversion, at, 'strategy', STRATEGIES);
  const webhook = structOf(conversion, 'webhook');
  const config = objectOf(webhook, 'clientConfig');
  const place = `${at}/webhook`;
  if (textOf(conversion, 'strategy') !== 'Webhook') {
    if (config || listOf(webhook, 'conversionReviewVersions').length > 0) {
      reportForbidden(out, place, 'webhook', 'unless strategy is `Webhook`');
    }
    return;
  }
  if (config) validateClientConfig(out, config, `${place}/clientConfig`);
  else reportRequired(out, `${place}/clientConfig`, 'clientConfig', 'strategy is `Webhook`');
  const old = textsOf(structOf(structOf(before ?? {}, 'conversion'), 'webhook'), 'conversionReviewVersions');
  const wasOdd = old.length > 0 && !old.some((version) => REVIEW_VERSIONS.includes(version));
  validateReviewVersions(out, webhook, place, 'conversionReviewVersions', wasOdd ? undefined : REVIEW_VERSIONS);
}

/** What an update must leave: the names by which objects are stored, and the versions that objects were stored in. */
function validateChange(out: FieldErrors, object: JsonObject, old: JsonObject): void {
  const [spec, before] = [structOf(object, 'spec'), structOf(old, 'spec')];
  const [names, namesBefore] = [structOf(spec, 'names'), structOf(before, 'names')];
  // Scope and kind may change while the old definition is not served yet, which takes the server a moment.
  for (const field of ['group', 'scope']) checkUnchanged(out, spec, before, '/spec', field);
  for (const field of ['plural', 'kind']) checkUnchanged(out, names, namesBefore, '/spec/names', field);
  const versions = objectsOf(spec, 'versions').map((version) => textOf(version, 'name'));
  const stored = objectsOf(before, 'versions').find((version) => isTrue(version, 'storage'));
  if (!stored || versions.includes(textOf(stored, 'name'))) return;
  const message = `versions must keep ${quoted(textOf(stored, 'name'))}, because objects may be stored in it`;
  report(out, 'invalid', '/spec/versions', message);
}

/** Kinds of apiextensions.k8s.io to their validators. */
export const API_EXTENSIONS: Readonly<Record<string, KindValidator>> = {
  'apiextensions.k8s.io/v1 CustomResourceDefinition': validateDefinition,
};
