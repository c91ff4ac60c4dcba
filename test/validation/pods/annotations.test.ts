import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('annotations', 6);
