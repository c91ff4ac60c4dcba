import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('addresses of Services as objects', () => {
  judgeCases('networking/ip-address.yaml');
  judgeCases('networking/service-cidr.yaml');
});
