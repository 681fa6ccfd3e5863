import type { PublishedFacts } from '@nuan/facts';

/** What workers publishes. All of it is about single persons and homes, so no partner department is given any. */
export const workersFacts: PublishedFacts = {
  tables: [
    { table: 'household', entity: 'Household', isPersonal: true },
    { table: 'worker', entity: 'Worker', isPersonal: true },
    { table: 'student', entity: 'Student', isPersonal: true },
  ],
  partners: {},
};
