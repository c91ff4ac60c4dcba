import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateNode()', () => {
  judgeCases('core/node.yaml');
});
