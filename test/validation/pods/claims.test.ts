import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('claims', 4);
