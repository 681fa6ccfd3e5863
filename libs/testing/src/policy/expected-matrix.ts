import type { Role } from '@nuan/auth';

/**
 * Who may see and do what, transcribed by hand from the access matrix that the platform was specified with, so that a slip in the table of
 * rights or in a policy meets a second opinion. Not derived from either.
 */
type Roles = readonly Role[];

/** Everybody who handles files: officers of the county and city, the makers and checkers, and the auditors of the tree. */
const CASEWORK: Roles = ['city', 'county', 'maker', 'checker', 'auditor'];
const WITH_PROVINCE: Roles = ['province', ...CASEWORK];
const WITH_CASHIER: Roles = [...WITH_PROVINCE, 'cashier'];
const OVERSEERS: Roles = ['province', 'city', 'county', 'auditor'];
const OFFICERS: Roles = ['city', 'county', 'maker'];
const ALL_STAFF: Roles = [...WITH_CASHIER, 'analyst', 'admin'];

/** Which roles see a value of a class, given that they see the row. Classes that aren't named here add nothing to the row. */
export const EXPECTED_SIGHT: Readonly<Record<string, Roles>> = {
  AGGREGATE: ALL_STAFF,
  NAME: WITH_CASHIER,
  ID_NUMBER: CASEWORK,
  PHONE: CASEWORK,
  ACCOUNT: [...CASEWORK, 'cashier'],
  HEALTH: CASEWORK,
  INCOME: WITH_PROVINCE,
  CHILD: WITH_PROVINCE,
  AUDIT: OVERSEERS,
  FEED: [],
};

/** Which roles read rows of a kind within their regions; a partner department reads what its scopes name. */
export const EXPECTED_READERS: Readonly<Record<string, Roles>> = {
  'household:read': WITH_CASHIER,
  'worker:read': WITH_CASHIER,
  'filing:read': WITH_PROVINCE,
  'match:read': WITH_PROVINCE,
  'plan:read': WITH_CASHIER,
  'pairing:read': WITH_CASHIER,
  'disbursement:read': WITH_CASHIER,
  'scholarship:read': WITH_PROVINCE,
  'donation:read': WITH_PROVINCE,
  'auditFlag:read': OVERSEERS,
  'audit:read': OVERSEERS,
  'auditMeta:read': ['admin'],
  'fund:read': WITH_CASHIER,
  'campaign:read': ALL_STAFF,
  'region:aggregate': ALL_STAFF,
  'enterprise:read': [...WITH_CASHIER, 'admin'],
  'union:read': [...WITH_CASHIER, 'admin'],
  'training:read': WITH_PROVINCE,
  'placement:read': WITH_PROVINCE,
  'startup:read': WITH_PROVINCE,
  'asset:read': WITH_PROVINCE,
  'pilot:read': WITH_PROVINCE,
  'station:read': WITH_PROVINCE,
  'wageCase:read': WITH_PROVINCE,
  'inspection:read': WITH_PROVINCE,
  'insurance:read': WITH_PROVINCE,
  'returnService:read': WITH_PROVINCE,
  'healthCheck:read': WITH_PROVINCE,
  'honour:read': WITH_PROVINCE,
  'changes:read': [],
  'user:read': ['auditor', 'admin'],
  'emergency:read': ['province', 'city', 'auditor', 'admin'],
};

/** Which roles do what: acts of one person that another must complete never stand with one role. */
export const EXPECTED_DOERS: Readonly<Record<string, Roles>> = {
  'filing:write': ['maker'],
  'filing:review': ['maker', 'checker'],
  'filing:approve': ['checker'],
  'notice:publish': ['maker', 'checker', 'county', 'city'],
  'household:write': ['maker'],
  'household:import': ['maker'],
  'household:transfer': ['maker', 'county'],
  'exit:propose': ['maker'],
  'exit:approve': ['checker'],
  'match:submit': [],
  'subject:export': ['county', 'city'],
  'enterprise:reinstate': ['province', 'city'],
  'erasure:request': ['maker', 'county'],
  'erasure:decide': ['checker', 'county', 'city'],
  'person:reveal': ['county', 'city'],
  'health:reveal': ['county'],
  'account:reveal': ['cashier'],
  'plan:write': ['maker', 'county'],
  'pairing:write': ['maker', 'county'],
  'campaign:manage': ['province', 'city'],
  'campaign:register': OFFICERS,
  'fund:manage': ['province', 'city', 'county'],
  'fund:confirm': ['city', 'county'],
  'standard:manage': ['province', 'city'],
  'donation:write': ['province', ...OFFICERS],
  'disbursement:file': ['maker'],
  'disbursement:approve': ['checker'],
  'disbursement:pay': ['cashier'],
  'disbursement:reverse': ['cashier'],
  'batch:file': ['maker'],
  'batch:approve': ['checker'],
  'batch:pay': ['cashier'],
  'enterprise:write': OFFICERS,
  'demonstration:decide': ['province', 'city'],
  'union:write': ['province', 'city', 'county'],
  'shop:write': OFFICERS,
  'regionFact:write': ['province', 'city'],
  'training:write': OFFICERS,
  'placement:write': OFFICERS,
  'startup:write': ['maker'],
  'startup:review': ['checker'],
  'asset:write': OFFICERS,
  'pilot:manage': ['province', 'city'],
  'station:write': OFFICERS,
  'wageCase:write': OFFICERS,
  'inspection:write': ['province', 'city', 'county'],
  'insurance:write': OFFICERS,
  'returnService:write': OFFICERS,
  'healthCheck:write': OFFICERS,
  'honour:write': ['province', 'city'],
  'event:write': OFFICERS,
  'event:join': OFFICERS,
  'user:manage': ['admin'],
  'client:manage': ['admin'],
  'delegation:write': ['province', ...OFFICERS, 'checker', 'cashier'],
  'emergency:open': [...OFFICERS, 'checker'],
  'emergency:review': ['province', 'city', 'auditor'],
};

/** Rights that no scope of a partner department gives: what shows a person, moves money, approves, or watches the watchers. */
export const SCOPE_GIVES_NEVER: readonly string[] = [
  'auditFlag:read',
  'audit:read',
  'auditMeta:read',
  'person:reveal',
  'health:reveal',
  'account:reveal',
  'erasure:request',
  'erasure:decide',
  'subject:export',
  'notice:publish',
  'filing:approve',
  'exit:approve',
  'fund:manage',
  'fund:confirm',
  'disbursement:approve',
  'disbursement:pay',
  'disbursement:reverse',
  'batch:file',
  'batch:approve',
  'batch:pay',
  'user:read',
  'user:manage',
  'client:manage',
  'delegation:write',
  'emergency:read',
  'emergency:open',
  'emergency:review',
];

/** Whether a role is expected to see values of a class in rows that it sees. */
export function expectsSight(role: Role, access: string): boolean {
  return EXPECTED_SIGHT[access]?.includes(role) ?? true;
}

/** Whether a role is expected to hold a right; null for a right that the matrix doesn't name. */
export function expectsRight(role: Role, right: string): boolean | null {
  return (EXPECTED_READERS[right] ?? EXPECTED_DOERS[right])?.includes(role) ?? null;
}
