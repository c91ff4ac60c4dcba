import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { completionData } from '../../src/bundle/api-data.ts';
import { joinPointer } from '../../src/change/pointer.ts';
import { completer } from '../../src/completion/complete.ts';
import { filledBy } from '../../src/completion/filled.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';

const data = completionData();
const complete = completer(data);
const filled = filledBy(data);

describe('filled', () => {
  it('says only what completing does as well, for every place of every kind', (context) => {
    let places = 0;
    for (const file of readdirSync('test/e2e/acceptance').filter((one) => one.endsWith('.yaml'))) {
      for (const { value } of parseManifests(readFileSync(`test/e2e/acceptance/${file}`, 'utf8')).documents) {
        const object = complete(value as JsonObject);
        const kind = `${String(object['apiVersion'])}/${String(object['kind'])}`;
        for (const { tokens, value: one, holder } of below(object, [])) {
          if (!filled(kind, tokens, one, holder)) continue;
          places += 1;
          assert.deepEqual(
            complete(without(object, tokens) as JsonObject),
            object,
            `${kind} ${joinPointer('', ...tokens)}`,
          );
        }
      }
    }
    context.diagnostic(`${places} places`);
    assert.ok(places > 150, `only ${places} places`);
  });

  it('does not take another value, a place that depends on others, or an unknown kind for filled in', () => {
    const pod = ['spec', 'template', 'spec'];
    const at = (tokens: readonly (string | number)[], value: Json, holder: JsonObject = {}) =>
      filled('apps/v1/Deployment', tokens, value, holder);
    assert.equal(at([...pod, 'dnsPolicy'], 'ClusterFirst'), true);
    assert.equal(at([...pod, 'dnsPolicy'], 'Default'), false);
    assert.equal(at([...pod, 'containers', 0, 'imagePullPolicy'], 'IfNotPresent'), false);
    assert.equal(at([...pod, 'serviceAccount'], 'web', { serviceAccountName: 'web' }), true);
    assert.equal(at([...pod, 'serviceAccount'], 'web', { serviceAccountName: 'api' }), false);
    const strategy = (more: object) => ({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%', ...more },
    });
    assert.equal(at(['spec', 'strategy'], strategy({})), true);
    assert.equal(at(['spec', 'strategy'], strategy({ maxSurge: '50%' })), false);
    assert.equal(at(['spec', 'strategy'], strategy({ more: 1 })), false);
    assert.equal(filled('example.com/v1/Web', ['spec', 'replicas'], 1, {}), false);
    assert.equal(at(['constructor'], 'x'), false);
  });
});

interface Place {
  readonly tokens: readonly (string | number)[];
  readonly value: Json;
  readonly holder: JsonObject;
}

function below(value: Json, tokens: readonly (string | number)[]): readonly Place[] {
  if (isJsonList(value)) return value.flatMap((one, index) => below(one, [...tokens, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    { tokens: [...tokens, key], value: one, holder: value },
    ...below(one, [...tokens, key]),
  ]);
}

function without(value: Json, [token, ...rest]: readonly (string | number)[]): Json {
  if (isJsonList(value)) return value.map((one, index) => (index === token ? without(one, rest) : one));
  const object = value as JsonObject;
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, one]) =>
      key !== token ? [[key, one]] : rest.length > 0 ? [[key, without(one, rest)]] : [],
    ),
  );
}
