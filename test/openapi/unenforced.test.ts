import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DISPENSABLE, OPEN_LISTS, UNCHECKED } from '../../src/openapi/unenforced.ts';
import { apiSchemas } from '../builders/api-schemas.ts';

describe('exceptions from OpenAPI', () => {
  const { definitions } = apiSchemas();
  const holders = (place: string) => {
    const [type = '', field = ''] = place.split('.');
    const found = Object.entries(definitions).filter(([name]) => name.endsWith(`.${type}`));
    return found.flatMap(([, schema]) => (schema.properties?.[field] ? [{ schema, field }] : []));
  };

  it('name fields that exist', () => {
    const places = [UNCHECKED, DISPENSABLE, OPEN_LISTS].flatMap((table) => Object.keys(table));
    assert.ok(places.length >= 40);
    assert.deepEqual(
      places.filter((place) => holders(place).length === 0),
      [],
    );
  });

  it('are needed: what may be missing is required somewhere, what is open is listed somewhere', () => {
    const isRequired = (place: string) => holders(place).some(({ schema, field }) => schema.required?.includes(field));
    const isListed = (place: string) => holders(place).some(({ schema, field }) => schema.properties?.[field]?.enum);
    assert.deepEqual(
      Object.keys(DISPENSABLE).filter((place) => !isRequired(place)),
      [],
    );
    assert.deepEqual(
      Object.keys(OPEN_LISTS).filter((place) => !isListed(place)),
      [],
    );
  });
});
