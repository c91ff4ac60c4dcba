import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('ConfigMaps and Secrets', () => {
  judgeCases('core/config-map.yaml');
  judgeCases('core/secret.yaml');
});
