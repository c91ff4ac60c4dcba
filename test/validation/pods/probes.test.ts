import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('probes', 5);
