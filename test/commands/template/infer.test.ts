import { describe, it } from 'node:test';
import { replay } from '../../builders/transcript.ts';

describe('sallyport template infer', () => {
  it('does what its transcript shows', () => replay('infer'));
});
