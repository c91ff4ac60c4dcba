import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('what every cluster has', () => {
  judgeCases('flowcontrol/mandatory.yaml');
});
