import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('restarts', 6);
