import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { PLACEMENT_IMPORT } from '../placement-import/placement-import.machine';
import { REFERRAL_IMPORT } from '../referral-import/referral-import.machine';
import { RETENTION_IMPORT } from '../retention-import/retention-import.machine';
import { VACANCY_IMPORT } from '../vacancy-import/vacancy-import.machine';
import { REGION } from './region-fields';

const LISTS = [
  listImportContract(VACANCY_IMPORT, ['vacanciesPosted']),
  listImportContract(REFERRAL_IMPORT, ['personsReferred']),
  listImportContract(PLACEMENT_IMPORT, ['personsPlaced']),
  listImportContract(RETENTION_IMPORT, ['termsRecorded']),
];

/**
 * The contract with the public employment service. It is shown a referral or a placement by the id that its own act gave it: the lists of
 * them could be asked what else is known of a person.
 */
export const jobContracts: readonly Contract[] = [
  {
    name: 'human-resources',
    title: 'Training programmes, vacancies, referrals and placements (人社)',
    departments: [],
    scopes: ['training:read', 'placement:read', 'placement:write', 'changes:read'],
    queries: [
      ...['changes', 'trainingPrograms', 'trainingProgram', 'jobVacancies', 'jobReferral', 'placement'],
      ...LISTS.flatMap(({ queries }) => queries),
    ],
    mutations: [
      ...['postVacancy', 'closeVacancy', 'referPerson', 'inviteToInterview', 'declineReferral'],
      ...['recordPlacement', 'confirmRetention', 'endPlacement'],
      ...LISTS.flatMap(({ mutations }) => mutations),
    ],
    types: {
      TrainingProgram: 'id name kind year budget spent version region sessions trained',
      TrainingSession: 'id name provider startsOn endsOn capacity requiredHours region enrollments',
      Enrollment: 'id state',
      JobVacancy: 'id title openings postedOn closedOn version region hired',
      JobReferral: 'id position state offeredOn closedOn version region',
      Placement: 'id placedOn route retained3m retained3mOn retained6m retained6mOn endedOn version region',
      ...Object.assign({}, ...LISTS.map(({ types }) => types)),
      Region: REGION,
    },
  },
];
