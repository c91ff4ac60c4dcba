import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { typeReader } from '../../src/completion/field-type.ts';

describe('field type', () => {
  const read = typeReader({ kinds: {}, clusterScoped: [], types: { Probe: {} } });

  it('takes pointer, mark, list and map apart', () => {
    assert.deepEqual(read('*Probe'), { pointer: true, mark: '', of: { shape: 'struct', name: 'Probe' } });
    assert.deepEqual(read('string!'), { pointer: false, mark: '!', of: { shape: 'scalar', name: 'string' } });
    assert.deepEqual(read('time?').mark, '?');
    assert.deepEqual(read('map[string][]Probe!'), {
      pointer: false,
      mark: '!',
      of: { shape: 'map', item: { pointer: false, mark: '', of: { shape: 'list', item: read('Probe') } } },
    });
  });

  it('calls nothing a struct that the table does not have', () => {
    assert.equal(read('constructor').of.shape, 'scalar');
  });
});
