import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateFlowSchema()', () => {
  judgeCases('flowcontrol/flow-schema.yaml');
});
