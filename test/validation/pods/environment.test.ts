import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('environment', 7);
