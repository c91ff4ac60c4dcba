import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('spread', 3);
