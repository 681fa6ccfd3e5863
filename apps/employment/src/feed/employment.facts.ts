import { Department, type FactTable, type PublishedFacts } from '@nuan/facts';

/** What departments follow and no subgraph of ours does; of start-ups and assets how far they came, without whose they are. */
const FOR_DEPARTMENTS: readonly FactTable[] = [
  { table: 'startup_project', facts: 'startup_progress', entity: 'StartupProgress', isForPartnersAlone: true },
  { table: 'asset_grant', facts: 'asset_progress', entity: 'AssetProgress', isForPartnersAlone: true },
  { table: 'job_vacancy', entity: 'JobVacancy', isForPartnersAlone: true },
  { table: 'pilot_city', entity: 'PilotShare', isForPartnersAlone: true },
];

const SESSION = ['programId', 'name', 'provider', 'startsOn', 'endsOn', 'capacity'];

/** What employment publishes: who was placed, trained, funded or given an asset to our own subgraphs, and to departments what names nobody. */
export const employmentFacts: PublishedFacts = {
  tables: [
    { table: 'placement', entity: 'Placement', isPersonal: true },
    { table: 'enrollment', entity: 'Enrollment', isPersonal: true },
    { table: 'startup_project', entity: 'StartupProject', isPersonal: true },
    { table: 'asset_grant', entity: 'AssetGrant', isPersonal: true },
    { table: 'training_session', entity: 'TrainingSession' },
    ...FOR_DEPARTMENTS,
  ],
  partners: {
    [Department.HUMAN_RESOURCES]: {
      TrainingSession: SESSION,
      JobVacancy: ['enterpriseId', 'openings', 'postedOn', 'closedOn'],
    },
    [Department.TRAINING_AGENCY]: { TrainingSession: SESSION },
    [Department.STARTUP_OFFICE]: {
      StartupProgress: ['year', 'state', 'support', 'appliedOn', 'reviewedOn', 'fundedOn', 'closedOn'],
    },
    [Department.COMMERCE]: { AssetProgress: ['pilotId', 'state', 'givenOn', 'endedOn'] },
    [Department.DEVELOPMENT_AND_REFORM]: { PilotShare: ['pilotId', 'budgetFen', 'spentFen'] },
  },
};
