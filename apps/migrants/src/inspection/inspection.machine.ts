import { defineStateMachine } from '@nuan/kernel';

import { FindingState } from './finding-state';
import { InspectionState } from './inspection-state';

/** Life of an inspection trip (专项督查); what becomes of its findings is theirs. */
export const inspectionMachine = defineStateMachine({
  name: 'Inspection',
  title: 'Special inspection (专项督查)',
  initial: InspectionState.PLANNED,
  states: Object.values(InspectionState),
  transitions: [
    { event: 'OPEN', from: [InspectionState.PLANNED], to: InspectionState.OPEN, title: 'Begin (开始督查)' },
    { event: 'CLOSE', from: [InspectionState.OPEN], to: InspectionState.CLOSED, title: 'Close (结束督查)' },
    { event: 'CANCEL', from: [InspectionState.PLANNED], to: InspectionState.CANCELLED, title: 'Cancel (取消督查)' },
  ],
});

const { CHECKED, OPEN, ORDERED, RECTIFIED } = FindingState;

/** Life of a finding (督查发现问题): what is reported as put right is checked by another person, or goes back. */
export const findingMachine = defineStateMachine({
  name: 'Finding',
  title: 'Finding of an inspection (督查发现问题)',
  initial: OPEN,
  states: Object.values(FindingState),
  transitions: [
    { event: 'ORDER', from: [OPEN], to: ORDERED, title: 'Order to be put right (责令整改)' },
    { event: 'RECTIFY', from: [ORDERED], to: RECTIFIED, title: 'Report as put right (报告整改)' },
    { event: 'RETURN', from: [RECTIFIED], to: ORDERED, title: 'Send back (退回整改)' },
    { event: 'CHECK', from: [RECTIFIED], to: CHECKED, title: 'Check (复查通过)' },
  ],
});
