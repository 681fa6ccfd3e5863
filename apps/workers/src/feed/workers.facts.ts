import { Department, type PublishedFacts } from '@nuan/facts';

/** Departments that hand lists in for matching (信息比对). */
const MATCHING = [
  Department.CIVIL_AFFAIRS,
  Department.REAL_ESTATE,
  Department.MARKET_REGULATION,
  Department.PUBLIC_SECURITY,
  Department.HUMAN_RESOURCES,
  Department.PROVIDENT_FUND,
  Department.TAX,
];

/** Of its own lists, counts of lines and never a line. */
const LISTS = { MatchingList: ['source', 'state', 'asOfOn', 'rowCount', 'entryCount', 'barredCount', 'matchCount'] };

/**
 * What workers publishes. Single persons and homes are for our own subgraphs, so that no partner department is given any; each is given
 * what became of the lists that it handed in.
 */
export const workersFacts: PublishedFacts = {
  tables: [
    { table: 'household', entity: 'Household', isPersonal: true },
    { table: 'worker', entity: 'Worker', isPersonal: true },
    { table: 'student', entity: 'Student', isPersonal: true },
    { table: 'matching_list', entity: 'MatchingList', isForPartnersAlone: true, isOfDepartment: true },
  ],
  partners: Object.fromEntries(MATCHING.map((department) => [department, LISTS])),
};
