import { describe } from 'node:test';
import { judgeCases } from './cases.ts';

describe('validateReviewVersions()', () => {
  judgeCases('review-versions.yaml');
});
