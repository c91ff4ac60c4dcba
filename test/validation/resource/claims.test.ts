import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('claims of devices', () => {
  judgeCases('resource/claim.yaml');
  judgeCases('resource/claim-template.yaml');
});
