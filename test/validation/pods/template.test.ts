import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('template', 4);
