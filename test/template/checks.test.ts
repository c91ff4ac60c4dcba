import { describe } from 'node:test';
import { testRefusing } from '../builders/template.ts';

describe('how names are used', () => {
  testRefusing('checks');
});
