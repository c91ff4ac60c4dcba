import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('security', 9);
