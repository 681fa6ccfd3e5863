import { defineStateMachine } from '@nuan/kernel';

/** States of a list for matching (比对名单状态). */
export const MATCHING_LIST_STATES = ['RECEIVING', 'READING', 'MATCHING', 'READY', 'REFUSED'] as const;

/** How a list of another department comes in and is matched (比对名单). */
export const matchingListMachine = defineStateMachine({
  name: 'MatchingList',
  title: 'List for matching (比对名单)',
  initial: 'RECEIVING',
  states: MATCHING_LIST_STATES,
  transitions: [
    { event: 'RECEIVE', from: ['RECEIVING'], to: 'READING', title: 'All pieces came (接收完成)' },
    { event: 'READ', from: ['READING'], to: 'MATCHING', title: 'All rows were read (读取完成)' },
    { event: 'MATCH', from: ['MATCHING'], to: 'READY', title: 'All entries were matched (比对完成)' },
    {
      event: 'REFUSE',
      from: ['RECEIVING', 'READING', 'MATCHING'],
      to: 'REFUSED',
      title: 'No table, or no more (拒收)',
    },
  ],
});
