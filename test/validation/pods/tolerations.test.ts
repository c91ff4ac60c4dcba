import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('tolerations', 6);
