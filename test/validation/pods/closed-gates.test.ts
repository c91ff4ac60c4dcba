import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('closed-gates', 3);
