import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('update', 10);
