import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateSlice()', () => {
  judgeCases('resource/slice.yaml');
});
