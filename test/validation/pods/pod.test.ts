import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('pod', 2);
