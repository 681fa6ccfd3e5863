import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DevelopmentTokenOptions } from '@nuan/auth';
import { testTokens } from '@nuan/testing';

import { PersonRole } from '../../apps/identity/src/role/person-role';
import { IdentityOffice } from '../identity/identity-office';
import { codeOf, Offices } from '../identity/offices';
import type { SampleDatabase } from '../../tools/sample-data/src';
import { tallyOf } from '../testkit/rows';
import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import type { Answer } from '../testkit/sample-supergraph';

const HEFEI = '340100';
const CASES = '{ wageCases(first: 3) { totalCount nodes { caseNo state owed workers { value } region { name } } } }';
const FEED = '{ changes(first: 200) { changes { entity facts } } }';

interface Costed {
  readonly extensions?: { readonly cost?: { readonly requested: number; readonly remaining: number } };
}
interface Changes {
  readonly changes: { readonly changes: readonly { readonly entity: string; readonly facts: object }[] };
}
interface Introspected {
  readonly __schema: { readonly types: readonly { readonly name: string }[] };
}

/** The department of labour (人社) gets a program of its own: made in identity, for one subgraph, under a contract. */
describe('a partner department’s program under a contract', () => {
  let offices: Offices;
  let adminToken = '';
  let token = '';

  beforeAll(async () => {
    offices = await Offices.open();
    adminToken = await offices.token(await offices.appointed(PersonRole.ADMIN, '340000'));
    token = await tokenOf('hr-story', {});
  });
  afterAll(() => offices?.close());

  const tokenOf = (clientId: string, input: object): Promise<string> =>
    offices.programToken(adminToken, clientId, {
      ...{ department: 'HUMAN_RESOURCES', subgraph: 'migrants', contract: 'human-resources', rateClass: 'LOW' },
      ...{ scopes: ['wageCase:read', 'changes:read', 'schema:read'], readRegions: [HEFEI], writeRegions: [], ...input },
    });

  async function ask<Data>(name: SampleDatabase, as: string, query: string): Promise<Answer<Data> & Costed> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${as}` };
    const url = `${offices.graph.subgraphs[name].url}/graphql`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return (await response.json()) as Answer<Data> & Costed;
  }

  it('reads what the contract names, in its region', async () => {
    const { data, errors } = await ask<{ wageCases: { totalCount: number; nodes: object[] } }>(
      'migrants',
      token,
      CASES,
    );
    expect(errors).toBeUndefined();
    const [known] = await offices.graph.db.migrants.query<{ cases: number }[]>(
      `select count(*)::int as cases from wage_case where region_code like '3401%'`,
    );
    expect(data.wageCases.totalCount).toBe(known?.cases);
    expect(data.wageCases.nodes).toHaveLength(Math.min(3, known?.cases ?? 0));
    expect(data.wageCases.nodes[0]).toMatchObject({ caseNo: expect.any(String), region: { name: expect.any(String) } });
  });

  it('is told of everything else what it is told of what does not exist', async () => {
    for (const field of ['returnServices', 'placeClaims', 'invented', '_service']) {
      const { errors } = await ask('migrants', token, `{ ${field} }`);
      expect(codeOf({ errors } as never)).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(errors?.[0]?.message).toBe(`Cannot query field "${field}" on type "Query".`);
    }
    for (const query of [
      '{ wageCases { nodes { enterprise { id } } } }',
      '{ wageCases { nodes { inspection { id } } } }',
    ])
      expect(codeOf(await ask('migrants', token, query))).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('is shown the schema of its contract and nothing beside it', async () => {
    const { data } = await ask<Introspected>('migrants', token, '{ __schema { types { name } } }');
    const names = data.__schema.types.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['WageCase', 'WagePayment', 'Change']));
    for (const hidden of ['Worker', 'Enterprise', 'PlaceClaim', 'ReturnService', '_Service', '_Entity'])
      expect(names).not.toContain(hidden);
  });

  it('follows the feed of its contract, each change of a page counted against its small allowance', async () => {
    const { data, errors, extensions } = await ask<Changes>('migrants', token, FEED);
    expect(errors).toBeUndefined();
    const [known] = await offices.graph.db.migrants.query<object[]>(
      `select count(*)::int as "WageCase" from wage_case where region_code like '3401%'`,
    );
    // A page of the feed that begins with what there is; no advance was asked for in the sample.
    expect(tallyOf(data.changes.changes, ({ entity }) => entity)).toEqual(known);
    expect(extensions?.cost?.requested).toBeGreaterThanOrEqual(200);
    expect(extensions?.cost?.remaining).toBeLessThan(15_000);
  });

  it('is refused by the gateway and by every other subgraph', async () => {
    expect(codeOf(await offices.gateway(token, '{ __typename }'))).toBe('FORBIDDEN');
    for (const name of ['workers', 'assistance', 'enterprises', 'employment'] as const)
      expect(codeOf(await ask(name, token, '{ __typename }'))).toBe('UNAUTHENTICATED');
  });

  it('is refused with a contract that its subgraph has not', async () => {
    const other = await tokenOf('hr-elsewhere', { contract: 'finance' });
    expect(codeOf(await ask('migrants', other, '{ __typename }'))).toBe('UNAUTHENTICATED');
  });
});

/** In production tokens of another issuer are taken too, and what they say of a department is not ours to shape. */
describe('a partner department of another issuer', () => {
  const organisation = testTokens();
  const kid = 'of-the-organisation';
  let dir = '';
  let office: IdentityOffice;
  let system: SampleSubgraph;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-other-issuer-'));
    const [jwks, issuers] = [join(dir, 'jwks.json'), join(dir, 'issuers.json')];
    writeFileSync(jwks, JSON.stringify({ keys: organisation.jwks.keys.map((key) => ({ ...key, kid })) }));
    writeFileSync(issuers, JSON.stringify([{ issuer: organisation.issuer, jwks, audience: organisation.audience }]));
    office = await IdentityOffice.start();
    const trust = { ...office.environment(), NUAN_ISSUERS: issuers };
    system = await startSampleSubgraph('migrants', { NUAN_MODE: 'production', ...trust });
  });
  afterAll(async () => {
    await system?.stop();
    await office?.close();
    rmSync(dir, { recursive: true });
  });

  async function knock(as: Partial<DevelopmentTokenOptions>): Promise<number> {
    const privateJwk = { ...organisation.privateJwk, kid };
    const scopes = ['wageCase:read', 'changes:read'];
    const token = await organisation.issue({ role: 'partner', region: HEFEI, privateJwk, scopes, ...as });
    return (await system.knock(`Bearer ${token}`)).status;
  }

  it('is let in by a subgraph in production under a contract of its alone, whatever its scopes', async () => {
    for (const as of [{}, { department: '人社' }, { subgraph: 'migrants' }, { contract: 'finance' }])
      expect([as, await knock(as)]).toEqual([as, 401]);
    expect(await knock({ contract: 'human-resources' })).toBe(200);
  });

  it('is never taken for a service of ours, which identity’s own tokens alone name', async () => {
    for (const as of [{ department: 'nuan' }, { department: '人社', isService: true }])
      expect([as, await knock(as)]).toEqual([as, 401]);
    const underContract = { contract: 'human-resources', department: 'nuan' };
    expect(await knock(underContract)).toBe(401);
    expect(await knock({ contract: 'human-resources', rateClass: 'HIGH' })).toBe(401);
    const token = await office.serviceToken('nuan-follower', 'nuan', ['changes:read']);
    expect((await system.knock(`Bearer ${token}`)).status).toBe(200);
  });
});
