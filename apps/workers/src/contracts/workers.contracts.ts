import { Department } from '@nuan/facts';
import type { Contract } from '@nuan/federation';

/** How lists are handed in and what a department is told of its own, the same for each of them (信息比对). */
const MATCHING = {
  scopes: ['match:submit', 'match:read', 'changes:read'],
  queries: ['changes', 'matchingLists', 'matchingList'],
  mutations: ['startMatchingList', 'appendMatchingList', 'finishMatchingList'],
  types: {
    MatchingList: `id source department authorisation region asOfOn state submittedAt receivedAt readyAt rowCount entryCount
      barredCount matchCount upload progress problems entries`,
    MatchedEntryPage: 'nodes nextAfterLine',
    MatchedEntry: 'line result',
    Upload: 'id fileName bytes receivedBytes state startedAt finishedAt',
    RowProblem: 'id line column rule message level',
  },
} as const;

/** What partner departments see of workers: each hands lists in and is told which of its own lines met somebody, and whom they met never. */
export const workersContracts: readonly Contract[] = [
  {
    name: 'civil-affairs',
    title: 'Matching of the relief register (民政比对)',
    departments: [Department.CIVIL_AFFAIRS],
    ...MATCHING,
  },
  { name: 'real-estate', title: 'Matching of the real-estate register (不动产登记比对)', departments: [], ...MATCHING },
  {
    name: 'market-regulation',
    title: 'Matching of the business register (市场监管比对)',
    departments: [],
    ...MATCHING,
  },
  {
    name: 'public-security',
    title: 'Matching of the vehicle register and of deaths (公安比对)',
    departments: [],
    ...MATCHING,
  },
  { name: 'human-resources', title: 'Matching of social insurance (人社比对)', departments: [], ...MATCHING },
  {
    name: 'provident-fund',
    title: 'Matching of the housing provident fund (公积金比对)',
    departments: [],
    ...MATCHING,
  },
  { name: 'tax', title: 'Matching of declared incomes (税务比对)', departments: [], ...MATCHING },
];
