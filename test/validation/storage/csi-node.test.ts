import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateCsiNode()', () => {
  judgeCases('storage/csi-node.yaml');
});
