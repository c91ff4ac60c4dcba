import { testPodCases } from '../../builders/pod-cases.ts';

testPodCases('projections', 4);
