import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('resources', 6);
