import { describe, expect, it } from '@jest/globals';
import { ForbiddenError } from '@nuan/errors';

import { type Action, ACTIONS, filedAndDecided, RIGHTS } from './action';
import { type Role, ROLES } from './role';
import { assertCan, assertRegion, can, covers, scopeCodes, type Viewer } from './viewer';

function viewer(role: Role, overrides: Partial<Viewer> = {}): Viewer {
  return {
    subject: 'someone',
    role,
    readPrefixes: ['34'],
    writePrefixes: [],
    readUnions: null,
    writeUnions: null,
    unionId: null,
    department: null,
    scopes: [],
    subgraph: null,
    credential: null,
    ...overrides,
  };
}

const DETAILS: readonly Action[] = [
  'name:read',
  'identity:read',
  'phone:read',
  'account:read',
  'health:read',
  'income:read',
  'child:read',
];

const PERSONAL: readonly Action[] = [
  'household:read',
  'worker:read',
  'filing:read',
  'disbursement:read',
  'placement:read',
  ...DETAILS,
];

/** Rights over users, roles and clients, and over acts that somebody else decided to allow. */
const ADMINISTRATION: readonly Action[] = ACTIONS.filter((action) =>
  /^(user|client|delegation|emergency|auditMeta):/.test(action),
);

const BY_SCOPE_ONLY: readonly Action[] = ['changes:read', 'entities:read', 'schema:read'];
const READS = ACTIONS.filter(
  (action) => /:(read|aggregate)$/.test(action) && !BY_SCOPE_ONLY.includes(action) && !ADMINISTRATION.includes(action),
);
const WRITES = ACTIONS.filter((action) => !READS.includes(action) && !ADMINISTRATION.includes(action));

describe('the table of roles and rights', () => {
  it('has one line for every role', () => {
    expect(Object.keys(RIGHTS).sort()).toEqual([...ROLES].sort());
  });

  it.each(['city', 'county', 'auditor'] as const)('%s reads everything of its region', (role) => {
    expect(READS.every((action) => can(viewer(role), action))).toBe(true);
  });

  it('shows the province causes, incomes and file numbers, and nothing by which it could find or harm one person', () => {
    expect(READS.filter((action) => !can(viewer('province'), action))).toEqual([
      'identity:read',
      'phone:read',
      'account:read',
      'health:read',
    ]);
  });

  it.each(['maker', 'checker'] as const)('%s reads casework but no audit flags', (role) => {
    expect(READS.filter((action) => !can(viewer(role), action))).toEqual(['auditFlag:read', 'audit:read']);
  });

  it.each(['auditor', 'analyst', 'admin', 'partner'] as const)('%s changes nothing', (role) => {
    expect(WRITES.filter((action) => can(viewer(role), action))).toEqual([]);
  });

  it('lets an administrator alone manage users and clients, and only those who see persons anyway review emergencies', () => {
    const holders = (action: Action) => ROLES.filter((role) => can(viewer(role), action));
    expect(holders('user:manage')).toEqual(['admin']);
    expect(holders('client:manage')).toEqual(['admin']);
    expect(holders('user:read')).toEqual(['auditor', 'admin']);
    expect(holders('auditMeta:read')).toEqual(['admin']);
    expect(holders('emergency:open')).toEqual(['city', 'county', 'maker', 'checker']);
    expect(holders('emergency:review')).toEqual(['province', 'city', 'auditor']);
    expect(holders('delegation:write')).toEqual(['province', 'city', 'county', 'maker', 'checker', 'cashier']);
  });

  it('lets nobody change anything in an emergency, whatever the role', () => {
    const program = { client: null, contract: null, rateClass: null };
    const credential = { tokenId: null, issuer: 'x', issuedAtS: 0, onBehalfOf: null, emergencyId: 'e', ...program };
    for (const role of ROLES.filter((name) => name !== 'partner')) {
      const held = ACTIONS.filter((action) => can(viewer(role, { credential }), action));
      expect(held.filter((action) => !READS.includes(action) && action !== 'person:reveal')).toEqual([]);
      expect(READS.filter((action) => can(viewer(role), action) && !held.includes(action))).toEqual([]);
    }
  });

  it('parts filing, approving and paying among three roles', () => {
    const holders = (action: Action) => ROLES.filter((role) => can(viewer(role), action));
    expect(holders('disbursement:file')).toEqual(['maker']);
    expect(holders('disbursement:approve')).toEqual(['checker']);
    expect(holders('disbursement:pay')).toEqual(['cashier']);
  });

  it('keeps feeds, entities by key and schemas for tokens that name these rights: no role holds them', () => {
    expect(ROLES.filter((role) => BY_SCOPE_ONLY.some((action) => can(viewer(role), action)))).toEqual([]);
    expect(can(viewer('partner', { scopes: ['entities:read'] }), 'entities:read')).toBe(true);
  });

  it.each(['analyst', 'admin', 'partner'] as const)('%s reads nothing personal', (role) => {
    expect(PERSONAL.filter((action) => can(viewer(role), action))).toEqual([]);
  });

  it('gives no detail of a person by scope, nor the record of who saw it', () => {
    const barred: readonly Action[] = [
      ...DETAILS,
      'person:reveal',
      'health:reveal',
      'account:reveal',
      'audit:read',
      'auditFlag:read',
    ];
    expect(barred.filter((action) => can(viewer('partner', { scopes: barred }), action))).toEqual([]);
  });

  it('gives no approval and nothing over money by scope, whoever issued the token', () => {
    const barred = ACTIONS.filter((action) => /^(fund|batch):(?!read)|:(approve|pay|reverse)$/.test(action));
    expect(barred).toEqual(expect.arrayContaining(['fund:manage', 'batch:file', 'disbursement:pay', 'exit:approve']));
    expect(barred.filter((action) => can(viewer('partner', { scopes: barred }), action))).toEqual([]);
    expect(can(viewer('partner', { scopes: ['demonstration:decide'] }), 'demonstration:decide')).toBe(true);
  });

  it.each([
    [['startup:write', 'startup:review'], 'startup'],
    [['filing:review', 'household:write', 'filing:write'], 'filing'],
    [['exit:propose', 'exit:approve'], 'exit'],
    [['startup:write', 'filing:review', 'demonstration:decide'], null],
    [['match:submit', 'match:read', 'changes:read'], null],
  ])('of %j the matter that is filed and decided alone is %s', (actions, matter) => {
    expect(filedAndDecided(actions)).toBe(matter);
  });

  it('shows a cashier accounts and names, and no other detail', () => {
    expect(DETAILS.filter((action) => can(viewer('cashier'), action))).toEqual(['name:read', 'account:read']);
  });

  it('lets a cashier see whom to pay and refuses wage cases', () => {
    expect(can(viewer('cashier'), 'disbursement:read')).toBe(true);
    expect(() => assertCan(viewer('cashier'), 'wageCase:read')).toThrow(ForbiddenError);
  });

  it('gives a partner department exactly the scopes of its token, and scopes to nobody else', () => {
    expect(can(viewer('partner', { scopes: ['wageCase:read'] }), 'wageCase:read')).toBe(true);
    expect(can(viewer('partner', { scopes: ['wageCase:read'] }), 'household:read')).toBe(false);
    expect(can(viewer('analyst', { scopes: ['household:read'] }), 'household:read')).toBe(false);
  });
});

describe('regions', () => {
  const county = viewer('county', { readPrefixes: ['340102'] });

  it('cover their own subtree alone', () => {
    expect(covers(county, '340102')).toBe(true);
    expect(covers(county, '340100')).toBe(false);
    expect(covers(viewer('city', { readPrefixes: ['3401'] }), '340102')).toBe(true);
    expect(covers(viewer('city', { readPrefixes: ['3401'] }), '341002')).toBe(false);
    expect(covers(viewer('province', { readPrefixes: [] }), '340102')).toBe(false);
  });

  it('are asserted after the right itself', () => {
    expect(() => assertRegion(county, '340102', 'household:read')).not.toThrow();
    expect(() => assertRegion(county, '340103', 'household:read')).toThrow(ForbiddenError);
  });

  it('add up as division codes: none twice, none within another', () => {
    expect(scopeCodes(viewer('city', { readPrefixes: ['3411', '341102', '340722', '3411'] }))).toEqual([
      '341100',
      '340722',
    ]);
    expect(scopeCodes(viewer('province', { readPrefixes: [] }))).toEqual([]);
  });
});
