import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('containers', 8);
