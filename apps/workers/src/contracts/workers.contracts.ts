import type { Contract } from '@nuan/federation';
import { Department } from '@nuan/facts';

/** What partner departments see of workers: civil affairs hands lists in and is told which of its own lines met somebody, and whom they met never. */
export const workersContracts: readonly Contract[] = [
  {
    name: 'civil-affairs',
    title: 'Matching of the relief register (民政比对)',
    departments: [Department.CIVIL_AFFAIRS],
    scopes: ['match:submit', 'match:read'],
    queries: ['matchingLists', 'matchingList'],
    mutations: ['startMatchingList', 'appendMatchingList', 'finishMatchingList'],
    types: {
      MatchingList: `id source department authorisation region asOfOn state submittedAt receivedAt readyAt rowCount entryCount
        barredCount matchCount upload progress problems entries`,
      MatchedEntryPage: 'nodes nextAfterLine',
      MatchedEntry: 'line result',
      Upload: 'id fileName bytes receivedBytes state startedAt finishedAt',
      RowProblem: 'id line column rule message level',
    },
  },
];
