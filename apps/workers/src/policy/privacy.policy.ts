import { pageOf, type Policy, typeOf } from '@nuan/federation';

/** Requests of persons about their own data (个人信息权利). */
export const privacyPolicy: Partial<Policy> = {
  types: {
    ErasureRequest: typeOf('CASE', 'household:read', {
      id: 'CASE INTERNAL',
      workerId: 'CASE INTERNAL',
      state: 'CASE PERSONAL',
      wish: 'CASE PERSONAL',
      requestedBy: 'DECISION PERSONAL',
      requestedAt: 'CASE PERSONAL',
      ground: 'DECISION PERSONAL',
      keptUntilOn: 'DECISION PERSONAL',
      decidedBy: 'DECISION PERSONAL',
      decidedAt: 'DECISION PERSONAL',
      opinion: 'DECISION PERSONAL',
      version: 'CASE INTERNAL',
      bar: 'CASE PERSONAL',
      person: 'CASE PERSONAL',
      region: 'CASE PERSONAL',
    }),
    ErasureBar: typeOf('CASE', 'household:read', { ground: 'CASE PERSONAL', keptUntilOn: 'CASE PERSONAL' }),
    SubjectExportPrepared: typeOf('OWN_ACT', null, {
      id: 'OWN_ACT INTERNAL',
      code: 'OWN_ACT SENSITIVE',
      expiresAt: 'OWN_ACT INTERNAL',
    }),
    SubjectExportOpened: typeOf('OWN_ACT', null, {
      id: 'OWN_ACT INTERNAL',
      record: 'OWN_ACT SENSITIVE',
      grant: 'OWN_ACT SENSITIVE',
      grantUntil: 'OWN_ACT INTERNAL',
    }),
    ...pageOf('ErasureRequest', 'CASE', 'household:read'),
  },
  queries: {
    erasureRequests: ['CASE', 'PERSONAL', 'household:read'],
    erasureRequest: ['CASE', 'PERSONAL', 'household:read'],
  },
  mutations: {
    requestErasure: ['OWN_ACT', 'PERSONAL', 'erasure:request'],
    executeErasure: ['OWN_ACT', 'PERSONAL', 'erasure:decide'],
    refuseErasure: ['OWN_ACT', 'PERSONAL', 'erasure:decide'],
    requestSubjectExport: ['OWN_ACT', 'SENSITIVE', 'subject:export'],
    openSubjectExport: ['OWN_ACT', 'SENSITIVE', 'subject:export'],
    withdrawErasure: ['OWN_ACT', 'PERSONAL', 'erasure:request'],
  },
};
