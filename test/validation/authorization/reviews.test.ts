import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('reviews of access', () => {
  judgeCases('authorization/subject-review.yaml');
  judgeCases('authorization/self-review.yaml');
  judgeCases('authorization/local-review.yaml');
  judgeCases('authorization/rules-review.yaml');
});
