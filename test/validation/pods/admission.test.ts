import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('admission', 5);
