// The round-trip law for one drawn template: no drifts exactly when the found parameters, put into the template, give the resource.
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { render } from '../../src/template/render.ts';
import { solve } from '../../src/template/solve.ts';
import { resourceOf, templateOf } from '../builders/template.ts';
import { drawFrom, drawParams, drawTemplate, mutate } from './generator.ts';
import { admits } from './oracle.ts';

/** What a run of the law has seen. */
export interface Seen {
  templates: number;
  resources: number;
  conforming: number;
  drifting: number;
  ambiguous: number;
}

export const nothingSeen = (): Seen => ({ templates: 0, resources: 0, conforming: 0, drifting: 0, ambiguous: 0 });

/** Checks the law on one template with `resources` resources: the rendered one, and changed ones. */
export function checkLaw(seed: number, resources: number, seen: Seen): void {
  const draw = drawFrom(seed);
  const drawn = drawTemplate(draw);
  const { body, strict, ...parts } = drawn;
  const template = templateOf({ body, ...parts });
  seen.templates += 1;
  for (let at = 0; at < resources; at += 1) {
    const params = drawParams(template.program.names, draw);
    const made = render(template, params);
    assert.ok(made.ok, made.ok ? '' : JSON.stringify(made.problems));
    let object = made.value[0]?.object as JsonObject;
    if (at % 4 > 0) for (let times = 0; times < at % 4; times += 1) object = mutate(object, draw);
    const about = () =>
      `seed ${seed}, resource ${at}\n${JSON.stringify(body)}\n${JSON.stringify(object)}\n${JSON.stringify(params)}`;
    seen.resources += 1;
    checkOne(template, resourceOf(body), object, params, strict, seen, about);
  }
}

function checkOne(
  template: ReturnType<typeof templateOf>,
  body: JsonObject,
  object: JsonObject,
  params: JsonObject,
  strict: boolean,
  seen: Seen,
  about: () => string,
): void {
  const found = solve(template, [{ object }]);
  assert.deepEqual(found.failures, [], about());
  const told = () =>
    `${about()}\n${JSON.stringify(found.params)}\n${found.drifts.map(({ type, pointer, message }) => `${type} ${pointer} ${message}`).join('\n')}`;
  const fits = admits(body, object, found.params);
  const isValid = template.program.validate(found.params) === true;
  if (found.drifts.length === 0) {
    seen.conforming += 1;
    assert.ok(fits, `no drifts, but the found parameters do not give the resource: ${told()}`);
    assert.ok(isValid, `no drifts, but the parameters break their schema: ${told()}`);
    if (strict) {
      const again = render(template, found.params);
      assert.ok(
        again.ok && canonical(again.value[0]?.object as Json) === canonical(object),
        `rendered again it is another: ${told()}`,
      );
    }
  } else {
    seen.drifting += 1;
    assert.ok(!(fits && isValid), `the found parameters give the resource, and yet there are drifts: ${told()}`);
    // What fits with the parameters that it was made of conforms, unless nothing tells them.
    if (admits(body, object, params) && template.program.validate(params)) {
      const unsure = found.drifts.every(({ type }) => type === 'ambiguous' || type === 'unbound');
      assert.ok(unsure, `the resource fits, and yet there are drifts: ${told()}`);
      seen.ambiguous += 1;
    }
  }
}

/** JSON with sorted members, keyed lists sorted, empty lists and maps left out where they say nothing. */
function canonical(value: Json, field = ''): string {
  if (Array.isArray(value)) {
    const items = value.map((one: Json) => canonical(one));
    return `[${(['containers', 'env'].includes(field) ? items.sort() : items).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const map = value as JsonObject;
  return `{${Object.keys(map)
    .sort()
    .filter((key) => !['{}', '[]'].includes(canonical(map[key] as Json)))
    .map((key) => `${JSON.stringify(key)}:${canonical(map[key] as Json, key)}`)
    .join(',')}}`;
}
