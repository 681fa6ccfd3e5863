import { defineStateMachine, FileStatus } from '@nuan/kernel';

const { RECORDED, UNDER_REVIEW, EXIT_PROPOSED, EXIT_PUBLICISED, EXITED, CANCELLED, CLOSED, TEMPORARY } = FileStatus;

/**
 * The life of a file after it was opened (档案状态). A filed one begins RECORDED, at the end of its application; a temporary file begins
 * by itself and may become a filed one. A relapse is no way back: a new application leads to a new file that names
 * the old one. Being overdue for review is a date and not a state.
 */
export const householdMachine = defineStateMachine({
  name: 'Household',
  title: 'File of a household (困难职工档案)',
  states: Object.values(FileStatus),
  initial: RECORDED,
  alsoBegins: [TEMPORARY],
  transitions: [
    { event: 'CONVERT', from: [TEMPORARY], to: RECORDED, title: 'Filed after an application (临时档转建档)' },
    { event: 'CLOSE_TEMPORARY', from: [TEMPORARY], to: CLOSED, title: 'Close a temporary file (临时档结案)' },
    { event: 'OPEN_REVIEW', from: [RECORDED], to: UNDER_REVIEW, title: 'Begin the annual review (启动年度复核)' },
    { event: 'PASS_REVIEW', from: [UNDER_REVIEW], to: RECORDED, title: 'Still in hardship (复核通过)' },
    { event: 'ABANDON_REVIEW', from: [UNDER_REVIEW], to: RECORDED, title: 'Break the review off (中止复核)' },
    {
      event: 'PROPOSE_EXIT',
      from: [RECORDED, UNDER_REVIEW],
      to: EXIT_PROPOSED,
      title: 'Propose that it leaves (提出退出)',
    },
    { event: 'PUBLICISE_EXIT', from: [EXIT_PROPOSED], to: EXIT_PUBLICISED, title: 'Put on public notice (退出公示)' },
    {
      event: 'KEEP',
      from: [EXIT_PROPOSED, EXIT_PUBLICISED],
      to: RECORDED,
      title: 'It stays on the register (不予退出)',
    },
    { event: 'EXIT', from: [EXIT_PUBLICISED], to: EXITED, title: 'Out of hardship, follow-up begins (退出)' },
    { event: 'CANCEL', from: [EXIT_PROPOSED], to: CANCELLED, title: 'De-register without notice (注销)' },
    { event: 'CLOSE', from: [EXITED], to: CLOSED, title: 'Close after the follow-up (归档)' },
  ],
});
