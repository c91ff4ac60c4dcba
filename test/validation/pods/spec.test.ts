import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('spec', 2);
