import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('mounts', 6);
