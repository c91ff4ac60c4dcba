import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('ports', 5);
