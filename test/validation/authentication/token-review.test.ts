import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('TokenReviews', () => {
  judgeCases('authentication/token-review.yaml');
});
