import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('the kinds of storage.k8s.io/v1', () => {
  judgeCases('storage/storage-class.yaml');
  judgeCases('storage/volume-attributes-class.yaml');
  judgeCases('storage/csi-storage-capacity.yaml');
  judgeCases('storage/volume-attachment.yaml');
});
