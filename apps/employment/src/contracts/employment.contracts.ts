import type { Contract } from '@nuan/federation';

/** What partner departments see of employment: programmes, sessions and vacancies, and who takes part in none of them. */
export const employmentContracts: readonly Contract[] = [
  {
    name: 'human-resources',
    title: 'Training programmes and vacancies (人社)',
    departments: [],
    scopes: ['training:read', 'placement:read', 'placement:write', 'changes:read'],
    queries: ['changes', 'trainingPrograms', 'trainingProgram', 'jobVacancies'],
    mutations: ['postVacancy', 'closeVacancy'],
    types: {
      TrainingProgram: 'id name kind year budget spent version region sessions trained',
      TrainingSession: 'id name provider startsOn endsOn capacity requiredHours region',
      JobVacancy: 'id title openings postedOn closedOn version region hired',
      Region: 'code name level',
    },
  },
];
