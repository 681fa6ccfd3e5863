import { pageOf, type Policy, policyOf, typeOf } from '@nuan/federation';

const INTERNAL = 'ADMINISTRATION INTERNAL';
const PERSONAL = 'ADMINISTRATION PERSONAL';
const MANAGES = ['ADMINISTRATION', 'INTERNAL', 'user:manage'] as const;
const MANAGES_CLIENTS = ['ADMINISTRATION', 'INTERNAL', 'client:manage'] as const;
const READS = ['ADMINISTRATION', 'PERSONAL', 'user:read'] as const;
const READS_EMERGENCIES = ['ADMINISTRATION', 'PERSONAL', 'emergency:read'] as const;
/** Everybody may ask for what is their own; the service answers nothing else. */
const OWN = ['OWN_ACT', 'PERSONAL'] as const;

const people: Partial<Policy> = {
  types: {
    User: typeOf('ADMINISTRATION', 'user:read', {
      ...{ id: INTERNAL, displayName: PERSONAL, regionCode: INTERNAL, unionId: INTERNAL, createdAt: INTERNAL },
      ...{ disabledAt: INTERNAL, disabledBy: INTERNAL, version: INTERNAL, identities: PERSONAL, assignments: INTERNAL },
    }),
    ExternalIdentity: typeOf('ADMINISTRATION', 'user:read', {
      ...{ id: INTERNAL, issuer: INTERNAL, subject: PERSONAL, linkedAt: INTERNAL, unlinkedAt: INTERNAL },
    }),
    RoleAssignment: typeOf('ADMINISTRATION', null, {
      ...{ id: INTERNAL, userId: INTERNAL, role: INTERNAL, readRegions: INTERNAL, writeRegions: INTERNAL },
      ...{ unionId: INTERNAL, readUnions: INTERNAL, writeUnions: INTERNAL },
      ...{ validFrom: INTERNAL, validTo: INTERNAL, grantedAt: INTERNAL, grantedBy: INTERNAL },
      ...{ revokedAt: INTERNAL, revokedBy: INTERNAL, revokedReason: INTERNAL, version: INTERNAL },
    }),
    Delegation: typeOf('ADMINISTRATION', null, {
      ...{ id: INTERNAL, assignmentId: INTERNAL, delegatorId: INTERNAL, delegateId: INTERNAL, role: INTERNAL },
      ...{ readRegions: INTERNAL, writeRegions: INTERNAL, validFrom: INTERNAL, validTo: INTERNAL, reason: PERSONAL },
      ...{ createdAt: INTERNAL, endedAt: INTERNAL, endedBy: INTERNAL, version: INTERNAL },
    }),
    ...pageOf('User', 'ADMINISTRATION', 'user:read'),
    ...pageOf('RoleAssignment', 'ADMINISTRATION', 'user:read'),
    ...pageOf('Delegation', 'ADMINISTRATION', 'user:read'),
  },
  queries: {
    ...{ users: READS, user: READS, roleAssignments: READS, delegations: READS },
    ...{ myAssignments: OWN, myDelegations: OWN },
  },
  mutations: {
    ...{ registerUser: MANAGES, linkIdentity: MANAGES, unlinkIdentity: MANAGES, disableUser: MANAGES },
    ...{ enableUser: MANAGES, grantRole: MANAGES, revokeRole: MANAGES },
    delegateRole: ['ADMINISTRATION', 'INTERNAL', 'delegation:write'],
    // Whoever is a party of it may end it; the service decides.
    endDelegation: OWN,
  },
};

const emergencies: Partial<Policy> = {
  types: {
    EmergencyAccess: typeOf('ADMINISTRATION', null, {
      ...{ id: INTERNAL, userId: INTERNAL, assignmentId: INTERNAL, role: INTERNAL, reason: PERSONAL },
      ...{ caseReference: INTERNAL, readRegions: INTERNAL, openedAt: INTERNAL, endsAt: INTERNAL, endedAt: INTERNAL },
      ...{ endedBy: INTERNAL, notifiedIds: INTERNAL, reviewDueOn: INTERNAL, reviewedAt: INTERNAL },
      ...{ reviewedBy: INTERNAL, verdict: INTERNAL, reviewNote: PERSONAL, version: INTERNAL },
      isReviewOverdue: INTERNAL,
    }),
    ...pageOf('EmergencyAccess', 'ADMINISTRATION', 'emergency:read'),
  },
  queries: {
    ...{ emergencyAccesses: READS_EMERGENCIES, unreviewedEmergencies: READS_EMERGENCIES },
    ...{ myEmergencies: OWN, emergencyNotices: OWN },
  },
  mutations: {
    openEmergencyAccess: ['ADMINISTRATION', 'PERSONAL', 'emergency:open'],
    // By who opened it, or by who may review it; the service decides.
    endEmergencyAccess: OWN,
    reviewEmergencyAccess: ['ADMINISTRATION', 'PERSONAL', 'emergency:review'],
  },
};

const programs: Partial<Policy> = {
  types: {
    Client: typeOf('ADMINISTRATION', 'user:read', {
      ...{
        id: INTERNAL,
        clientId: INTERNAL,
        title: INTERNAL,
        kind: INTERNAL,
        department: INTERNAL,
        subgraph: INTERNAL,
      },
      ...{ scopes: INTERNAL, readRegions: INTERNAL, writeRegions: INTERNAL, contract: INTERNAL, rateClass: INTERNAL },
      ...{ createdAt: INTERNAL, disabledAt: INTERNAL, disabledBy: INTERNAL, version: INTERNAL },
    }),
    ClientWithSecret: typeOf('OWN_ACT', 'client:manage', { client: INTERNAL, secret: 'OWN_ACT SENSITIVE' }),
    SignIn: typeOf('ADMINISTRATION', 'user:read', {
      ...{ id: INTERNAL, happenedAt: INTERNAL, grantType: INTERNAL, outcome: INTERNAL, refusal: INTERNAL },
      ...{ userId: INTERNAL, clientId: INTERNAL, issuer: INTERNAL, role: INTERNAL, assignmentId: INTERNAL },
      ...{ delegationId: INTERNAL, emergencyId: INTERNAL, tokenId: INTERNAL, tokenExpiresAt: INTERNAL },
    }),
    ...pageOf('Client', 'ADMINISTRATION', 'user:read'),
    ...pageOf('SignIn', 'ADMINISTRATION', 'user:read'),
  },
  queries: {
    clients: READS,
    signIns: READS,
    identityAudit: ['AUDIT', 'PERSONAL', 'audit:read'],
    identityAuditLog: ['AUDIT', 'PERSONAL', 'audit:read'],
    identityAuditActors: ['AUDIT', 'PERSONAL', 'audit:read'],
    identityAuditMeta: ['ADMINISTRATION', 'INTERNAL', 'auditMeta:read'],
  },
  mutations: {
    ...{ registerClient: MANAGES_CLIENTS, changeClient: MANAGES_CLIENTS, rotateClientSecret: MANAGES_CLIENTS },
    ...{ disableClient: MANAGES_CLIENTS, enableClient: MANAGES_CLIENTS },
  },
};

/** Who may read and do what in identity, type by type and field by field. */
export const identityPolicy: Partial<Policy> = policyOf(people, emergencies, programs);
