import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('HorizontalPodAutoscalers', () => {
  judgeCases('autoscaling/horizontal-pod-autoscaler.yaml');
  judgeCases('autoscaling/version-1.yaml');
});
