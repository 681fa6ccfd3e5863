import { Department, type PublishedFacts } from '@nuan/facts';

/** What employment publishes: who was placed, trained, funded or given an asset to our own subgraphs, training sessions to the department of labour. */
export const employmentFacts: PublishedFacts = {
  tables: [
    { table: 'placement', entity: 'Placement', isPersonal: true },
    { table: 'enrollment', entity: 'Enrollment', isPersonal: true },
    { table: 'startup_project', entity: 'StartupProject', isPersonal: true },
    { table: 'asset_grant', entity: 'AssetGrant', isPersonal: true },
    { table: 'training_session', entity: 'TrainingSession' },
  ],
  partners: {
    [Department.HUMAN_RESOURCES]: {
      TrainingSession: ['programId', 'name', 'provider', 'startsOn', 'endsOn', 'capacity'],
    },
  },
};
