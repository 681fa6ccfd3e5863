import type { Role } from './role';

/** Every right that a service asserts before it reads, as `<noun>:<verb>`. Closed: a new one needs its line in the table below. */
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
  'income:read',
] as const;

/** A right. */
export type Action = (typeof ACTIONS)[number];

/** Whether a text names a right. */
export function isAction(text: string): text is Action {
  return (ACTIONS as readonly string[]).includes(text);
}

const EVERY_READ: readonly Action[] = ACTIONS;
const CASEWORK: readonly Action[] = ACTIONS.filter((action) => action !== 'auditFlag:read');

/**
 * Who may do what. Where (the region) is a second question, asked by `covers`. A partner department holds only what its token's
 * scopes name, so its line is empty here; an administrator runs the system and reads nobody's file.
 */
export const RIGHTS: Readonly<Record<Role, readonly Action[]>> = {
  province: EVERY_READ,
  city: EVERY_READ,
  county: EVERY_READ,
  auditor: EVERY_READ,
  maker: CASEWORK,
  checker: CASEWORK,
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
  ],
  analyst: ['region:aggregate', 'campaign:read', 'fund:read'],
  partner: [],
  admin: ['region:aggregate', 'campaign:read', 'union:read', 'enterprise:read'],
};
