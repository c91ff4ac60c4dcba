import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('classes of devices', () => {
  judgeCases('resource/devices.yaml');
});
