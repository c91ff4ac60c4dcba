import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateEvent()', () => {
  judgeCases('events/event.yaml');
  judgeCases('events/strict.yaml');
});
