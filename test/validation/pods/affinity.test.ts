import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('affinity', 7);
