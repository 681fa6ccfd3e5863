import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Action } from '@nuan/auth';

import { feedOf } from '../testkit/feed-pages';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { ProgrammeDesk } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { expectShut, HEFEI, partnerOf, WUHU } from './departments';

const of = partnerOf('assistance');
const RIGHTS: readonly Action[] = ['campaign:read', 'changes:read'];
const PEOPLE = {
  /** Finance (财政), whose money a part of the funds is. */
  finance: of('财政', 'finance', 'finance-1', RIGHTS),
  financeOfWuhu: of('财政', 'finance', 'finance-wuhu', RIGHTS, WUHU),
  /** May read campaigns, and follows nothing. */
  financeReader: of('财政', 'finance', 'finance-reader', ['campaign:read']),
  civil: of('民政', 'civil-affairs', 'civil-1', RIGHTS),
  labour: of('人社', 'human-resources', 'labour-1', RIGHTS),
} as const;
type Person = keyof typeof PEOPLE;

const CAMPAIGNS =
  '{ campaigns { id code status total { value } raised distributed groups { kind count { value } amount suppressed } } }';

/** What departments are told of campaigns and of payments: by their programs in production, at the assistance subgraph alone. */
describe('departments at the assistance subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;

  beforeAll(async () => {
    system = await startPartnerSubgraph('assistance');
    desk = new ProgrammeDesk(system, 'assistance', PEOPLE);
  });
  afterAll(() => system.stop());

  const paymentsOf = async (region: string): Promise<string[]> => {
    const sql = `select id from disbursement where region_code like $1 order by id`;
    const rows = await rowsOf<{ id: string }>(system.db, sql, [`${region.slice(0, 4)}%`]);
    return rows.map(({ id }) => `Disbursement ${id}`);
  };

  it('each reads campaigns with their sums', async () => {
    for (const person of ['finance', 'civil', 'labour'] as const) {
      const { campaigns } = await desk.ask<{ campaigns: { code: string }[] }>(person, CAMPAIGNS);
      expect(campaigns.map(({ code }) => code)).toContain('CNY2017');
    }
  });

  it('finance follows what becomes of payments in its own city, without a person and without an amount', async () => {
    const told = await feedOf(desk, 'finance');
    const payments = [...told].filter(([key]) => key.startsWith('Disbursement'));
    const known = await paymentsOf(HEFEI);
    expect(known.length).toBeGreaterThan(0);
    expect(payments.map(([key]) => key).sort()).toEqual(known);
    const keys = new Set(payments.flatMap(([, facts]) => Object.keys(facts)));
    expect([...keys].sort()).toEqual(['campaign', 'group', 'purpose', 'source', 'status']);
    const nextDoor = [...(await feedOf(desk, 'financeOfWuhu')).keys()].filter((key) => key.startsWith('Disbursement'));
    expect(nextDoor.sort()).toEqual(await paymentsOf(WUHU));
  });

  it('the others follow campaigns alone, and nobody without the right to', async () => {
    for (const person of ['civil', 'labour'] as const) {
      const entities = new Set([...(await feedOf(desk, person)).keys()].map((key) => key.split(' ')[0]));
      expect([...entities]).toEqual(['Campaign']);
    }
    expect(await desk.refusalOf('financeReader', '{ changes { hasMore } }')).toBe('FORBIDDEN');
  });

  it('single payments, funds, plans and homes do not exist for any of them, and nothing can be done', async () => {
    for (const person of ['finance', 'civil', 'labour'] as const)
      for (const query of [
        '{ disbursements { totalCount } }',
        '{ funds { totalCount } }',
        '{ aidPlans { totalCount } }',
        '{ campaigns { enterprisesVisited { value } } }',
        'mutation { approveDisbursement(input: {}) { __typename } }',
      ])
        expect([person, query, await desk.refusalOf(person, query)]).toEqual([
          person,
          query,
          'GRAPHQL_VALIDATION_FAILED',
        ]);
  });

  it('nobody enters without a token, nor with one for another subgraph or under another contract', async () => {
    await expectShut(system, { ...PEOPLE.finance, subgraph: 'workers' });
    await expectShut(system, { ...PEOPLE.finance, subject: 'finance-elsewhere', contract: 'commerce' });
    // A contract of finance's own is for nobody else.
    await expectShut(system, { ...PEOPLE.civil, subject: 'civil-as-finance', contract: 'finance' });
  });
});
