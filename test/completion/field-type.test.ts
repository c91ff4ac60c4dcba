import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsReader, typeReader } from '../../src/completion/field-type.ts';

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

describe('fieldsReader()', () => {
  const types = { Pod: { spec: 'Spec!', name: 'string', probe: '*Probe' }, Spec: {}, Probe: {} };
  const fields = fieldsReader({ types }, typeReader({ kinds: {}, clusterScoped: [], types }));

  it('tells the fields in their order, and which structs are always there', () => {
    const { all, byKey, always } = fields('Pod');
    assert.deepEqual(
      all.map(({ key }) => key),
      ['spec', 'name', 'probe'],
    );
    assert.deepEqual(
      always.map(({ key, name }) => [key, name]),
      [['spec', 'Spec']],
    );
    assert.equal(byKey.get('probe')?.pointer, true);
    assert.equal(fields('Pod'), fields('Pod'));
  });

  it('knows no fields of what is no struct', () => assert.deepEqual(fields('constructor').all, []));
});
