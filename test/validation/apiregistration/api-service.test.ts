import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('APIServices', () => {
  judgeCases('apiregistration/api-service.yaml');
});
