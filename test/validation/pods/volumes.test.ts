import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('volumes', 6);
