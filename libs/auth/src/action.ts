import type { Role } from './role';

/** Rights to change something, as `<noun>:<verb>`; a role holds those that RIGHTS gives it and no more. */
const WRITES = [
  'filing:write',
  'filing:review',
  'filing:approve',
  'notice:publish',
  'match:submit',
  'household:write',
  'household:import',
  'household:transfer',
  'exit:propose',
  'exit:approve',
  'person:reveal',
  'health:reveal',
  'account:reveal',
  'erasure:request',
  'erasure:decide',
  'subject:export',
  'plan:write',
  'pairing:write',
  'campaign:manage',
  'campaign:register',
  'fund:manage',
  'fund:confirm',
  'standard:manage',
  'donation:write',
  'disbursement:file',
  'disbursement:approve',
  'disbursement:pay',
  'disbursement:reverse',
  'batch:file',
  'batch:approve',
  'batch:pay',
  'changes:read',
  'enterprise:write',
  'enterprise:reinstate',
  'demonstration:decide',
  'union:write',
  'shop:write',
  'regionFact:write',
  'training:write',
  'placement:write',
  'startup:write',
  'startup:review',
  'asset:write',
  'pilot:manage',
  'station:write',
  'wageCase:write',
  'inspection:write',
  'insurance:write',
  'returnService:write',
  'healthCheck:write',
  'honour:write',
  'event:write',
  'event:join',
] as const;

/**
 * What is more private than the row it stands in. Each is a right beside the right to the row; a scope never gives it, since a
 * partner department matches without seeing.
 */
const DETAILS = [
  'name:read',
  'identity:read',
  'phone:read',
  'account:read',
  'health:read',
  'income:read',
  'child:read',
] as const;

/** Rights over users, roles and clients, and to what was done without what it was done to; no other role's reading includes them. */
const ADMINISTRATION = [
  'auditMeta:read',
  'user:read',
  'user:manage',
  'client:manage',
  'delegation:write',
  'emergency:read',
  'emergency:open',
  'emergency:review',
] as const;

/** Rights of the machinery, which no role holds: a partner's or a service's token names them. */
const BY_SCOPE_ONLY = ['entities:read', 'schema:read'] as const;

/** Every right that a service asserts before it reads or writes, as `<noun>:<verb>`. Closed: a new one needs its line in the table below. */
export const ACTIONS = [
  'region:aggregate',
  'household:read',
  'worker:read',
  'filing:read',
  'enterprise:read',
  'union:read',
  'plan:read',
  'pairing:read',
  'campaign:read',
  'fund:read',
  'disbursement:read',
  'donation:read',
  'scholarship:read',
  'auditFlag:read',
  'training:read',
  'placement:read',
  'startup:read',
  'asset:read',
  'pilot:read',
  'station:read',
  'wageCase:read',
  'inspection:read',
  'insurance:read',
  'returnService:read',
  'healthCheck:read',
  'honour:read',
  'match:read',
  'audit:read',
  ...DETAILS,
  ...WRITES,
  ...ADMINISTRATION,
  ...BY_SCOPE_ONLY,
] as const;

/** A right. */
export type Action = (typeof ACTIONS)[number];

/** Whether a text names a right. */
export function isAction(text: string): text is Action {
  return (ACTIONS as readonly string[]).includes(text);
}

const OTHERS: readonly string[] = [...WRITES, ...ADMINISTRATION, ...BY_SCOPE_ONLY];
const READS: readonly Action[] = ACTIONS.filter((action) => !OTHERS.includes(action));
const CASEWORK: readonly Action[] = READS.filter((action) => action !== 'auditFlag:read' && action !== 'audit:read');

/** Whether the right changes nothing. In an emergency persons are reached too, so telling a number counts as reading. */
export function isHeldInEmergency(action: Action): boolean {
  return READS.includes(action) || action === 'person:reveal';
}

/** What the province reads: causes, incomes and file numbers of households, and never what would let it find or harm one person. */
const PROVINCIAL: readonly Action[] = READS.filter(
  (action) => !['identity:read', 'phone:read', 'account:read', 'health:read'].includes(action),
);

/** Rights over money and over who is helped (资金、审批): of persons, of whom one files, another approves and a third pays. */
const DECISIONS: readonly Action[] = [
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
];

/** Rights that no scope gives: details of persons, the record of who saw them, who may do what, and what becomes of money. */
const NEVER_BY_SCOPE: readonly Action[] = [
  ...DETAILS,
  ...ADMINISTRATION,
  ...DECISIONS,
  'person:reveal',
  'health:reveal',
  'account:reveal',
  'erasure:request',
  'erasure:decide',
  'subject:export',
  'notice:publish',
  'audit:read',
  'auditFlag:read',
];

/** Whether a scope of a partner department's token may name the right. */
export function isGrantable(action: Action): boolean {
  return !NEVER_BY_SCOPE.includes(action);
}

const FILING_VERBS: readonly string[] = ['write', 'file', 'submit', 'propose', 'request'];
const DECIDING_VERBS: readonly string[] = ['review', 'approve', 'decide', 'confirm', 'pay', 'reverse'];

/**
 * The matter, such as `startup`, that rights allow both to file and to decide: what no program is given, since it is one
 * person to the rule that nobody decides what they filed, whoever runs it. Null when there is none.
 */
export function filedAndDecided(actions: readonly string[]): string | null {
  const matters = (verbs: readonly string[]): readonly string[] =>
    actions.map((action) => action.split(':')).flatMap(([noun = '', verb = '']) => (verbs.includes(verb) ? noun : []));
  const decided = matters(DECIDING_VERBS);
  return matters(FILING_VERBS).find((noun) => decided.includes(noun)) ?? null;
}

/** Programmes that officers of a county or a city run: employers, training, jobs, stations, services. */
const PROGRAMMES: readonly Action[] = [
  'enterprise:write',
  'shop:write',
  'training:write',
  'placement:write',
  'asset:write',
  'station:write',
  'wageCase:write',
  'insurance:write',
  'returnService:write',
  'healthCheck:write',
  'event:write',
  'event:join',
];

/** What is set or decided above the county: union tree, region facts, selections, pilots, honours. */
const OVERSIGHT: readonly Action[] = [
  'enterprise:reinstate',
  'demonstration:decide',
  'union:write',
  'regionFact:write',
  'pilot:manage',
  'inspection:write',
  'honour:write',
];

/**
 * Who may do what. Where (the region) is a second question, asked by `covers`. A partner department holds only what its token's
 * scopes name, so its line is empty here; an administrator runs the system and reads nobody's file. That nobody approves
 * what they filed is a third question, asked of the person and not of the role.
 */
export const RIGHTS: Readonly<Record<Role, readonly Action[]>> = {
  province: [
    ...PROVINCIAL,
    ...OVERSIGHT,
    'campaign:manage',
    'fund:manage',
    'standard:manage',
    'donation:write',
    'delegation:write',
    'emergency:read',
    'emergency:review',
  ],
  city: [
    ...READS,
    ...PROGRAMMES,
    ...OVERSIGHT,
    'person:reveal',
    'erasure:decide',
    'subject:export',
    'notice:publish',
    'campaign:manage',
    'campaign:register',
    'fund:manage',
    'fund:confirm',
    'standard:manage',
    'donation:write',
    'delegation:write',
    'emergency:read',
    'emergency:open',
    'emergency:review',
  ],
  county: [
    ...READS,
    ...PROGRAMMES,
    'inspection:write',
    'union:write',
    'household:transfer',
    'person:reveal',
    'health:reveal',
    'erasure:request',
    'erasure:decide',
    'subject:export',
    'notice:publish',
    'plan:write',
    'pairing:write',
    'campaign:register',
    'fund:manage',
    'fund:confirm',
    'donation:write',
    'delegation:write',
    'emergency:open',
  ],
  auditor: [...READS, 'user:read', 'emergency:read', 'emergency:review'],
  maker: [
    ...CASEWORK,
    ...PROGRAMMES,
    'startup:write',
    'filing:write',
    'filing:review',
    'notice:publish',
    'household:write',
    'household:import',
    'household:transfer',
    'exit:propose',
    'erasure:request',
    'plan:write',
    'pairing:write',
    'campaign:register',
    'donation:write',
    'disbursement:file',
    'batch:file',
    'delegation:write',
    'emergency:open',
  ],
  checker: [
    ...CASEWORK,
    'startup:review',
    'filing:review',
    'filing:approve',
    'notice:publish',
    'exit:approve',
    'erasure:decide',
    'disbursement:approve',
    'batch:approve',
    'delegation:write',
    'emergency:open',
  ],
  cashier: [
    'region:aggregate',
    'household:read',
    'worker:read',
    'disbursement:read',
    'fund:read',
    'campaign:read',
    'plan:read',
    'pairing:read',
    'enterprise:read',
    'union:read',
    'name:read',
    'account:read',
    'account:reveal',
    'disbursement:pay',
    'disbursement:reverse',
    'batch:pay',
    'delegation:write',
  ],
  analyst: ['region:aggregate', 'campaign:read'],
  partner: [],
  admin: [
    'region:aggregate',
    'campaign:read',
    'union:read',
    'enterprise:read',
    'auditMeta:read',
    'user:read',
    'user:manage',
    'client:manage',
    'emergency:read',
  ],
};
