import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('network', 5);
