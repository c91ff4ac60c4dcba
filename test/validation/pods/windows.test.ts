import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('windows', 8);
