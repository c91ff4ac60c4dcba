import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('volume-sources', 4);
