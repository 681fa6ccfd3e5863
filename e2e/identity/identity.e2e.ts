import { generateKeyPairSync } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';

import { PersonRole } from '../../apps/identity/src/role/person-role';
import type { Person } from './identity-office';
import { codeOf, Offices } from './offices';

const YAOHAI = '340102';
const LUYANG = '340103';
const HEFEI = '340100';
const COUNT = '{ households { totalCount } }';
const LUYANG_FILES = `{ households(where: { region: { eq: "${LUYANG}" } }) { totalCount nodes { id } } }`;
const ASSIGNMENT = '... on RoleAssignment { id version }';
const DELEGATION = '... on Delegation { id version }';
const EMERGENCY = '... on EmergencyAccess { id version reviewedBy }';
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const aKey = (): string => `story-${newId()}`;

interface Counted {
  readonly households: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
}

/** One office, one story in order: each step finds what the one before left. */
describe('who signs in with the organisation’s own issuer', () => {
  let offices: Offices;
  let admin: Person;
  let adminToken: string;

  beforeAll(async () => {
    offices = await Offices.open();
    admin = await offices.appointed(PersonRole.ADMIN, '340000');
    adminToken = await offices.token(admin);
  });
  afterAll(() => offices?.close());

  /** A person whom the administrator registers and gives a role. */
  async function officer(role: PersonRole, region: string): Promise<Person & { readonly assignment: string }> {
    const subject = newId();
    const { id } = await offices.act(adminToken, 'registerUser', '... on User { id version }', {
      ...{ displayName: '李小华', region, issuer: offices.identity.external.name, subject, idempotencyKey: aKey() },
    });
    const { id: assignment } = await grant(id, role, region);
    return { id, subject, assignment };
  }

  const grant = (userId: string, role: PersonRole, region: string) =>
    offices.act(adminToken, 'grantRole', ASSIGNMENT, {
      ...{ userId, role, readRegions: [region], writeRegions: [region], idempotencyKey: aKey() },
    });

  it('reads the regions of its role through the gateway and through a subgraph alone', async () => {
    const token = await offices.token(await officer(PersonRole.COUNTY, YAOHAI));
    const here = await offices.gateway<Counted>(token, COUNT);
    expect(here.errors).toBeUndefined();
    expect(here.data.households.totalCount).toBeGreaterThan(0);
    expect((await offices.workers<Counted>(token, COUNT)).data).toEqual(here.data);
    expect((await offices.gateway<Counted>(token, LUYANG_FILES)).data.households.totalCount).toBe(0);
    expect((await offices.exchange(admin, { role: 'county' })).status).toBe(400);
  });

  it('is refused everywhere within a minute of losing the role, and others are not', async () => {
    const [leaving, staying] = [await officer(PersonRole.COUNTY, YAOHAI), await officer(PersonRole.COUNTY, YAOHAI)];
    const [token, other] = [await offices.token(leaving), await offices.token(staying)];
    expect(codeOf(await offices.gateway(token, COUNT))).toBeUndefined();
    const input = { id: leaving.assignment, expectedVersion: 1, reason: '调离岗位' };
    expect(await offices.act(adminToken, 'revokeRole', ASSIGNMENT, input)).toMatchObject({ version: 2 });
    expect((await offices.refusals(token)).codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect((await offices.exchange(leaving)).body.error).toBe('invalid_grant');
    expect(codeOf(await offices.gateway(other, COUNT))).toBeUndefined();
    expect(codeOf(await offices.workers(other, COUNT))).toBeUndefined();
  });

  it('is refused everywhere once disabled', async () => {
    const person = await officer(PersonRole.MAKER, YAOHAI);
    const token = await offices.token(person);
    const input = { id: person.id, expectedVersion: 1, reason: '离职' };
    await offices.act(adminToken, 'disableUser', '... on User { id version }', input);
    expect((await offices.refusals(token)).codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect((await offices.exchange(person)).status).toBe(400);
  });

  it('never holds roles that exclude each other, nor what the administrator does not hold', async () => {
    const person = await officer(PersonRole.MAKER, YAOHAI);
    expect(await grant(person.id, PersonRole.CHECKER, HEFEI)).toMatchObject({ rule: 'ROLES_EXCLUDE' });
    expect(await grant(person.id, PersonRole.PROVINCE, '340000')).toMatchObject({ rule: 'FORBIDDEN' });
    expect(await grant(admin.id, PersonRole.ANALYST, YAOHAI)).toMatchObject({ rule: 'FORBIDDEN' });
    expect(
      await offices.act(await offices.token(person), 'revokeRole', ASSIGNMENT, {
        id: person.assignment,
        expectedVersion: 1,
        reason: '测试',
      }),
    ).toMatchObject({ rule: 'FORBIDDEN' });
  });

  it('acts for a colleague under its own id until the delegation ends, by its day or early', async () => {
    const [maker, colleague] = [await officer(PersonRole.MAKER, YAOHAI), await officer(PersonRole.COUNTY, LUYANG)];
    const makerToken = await offices.token(maker);
    const lend = (validTo: string) =>
      offices.act(makerToken, 'delegateRole', DELEGATION, {
        ...{ assignmentId: maker.assignment, delegateId: colleague.id, regions: [YAOHAI], validTo, reason: '年休假' },
        idempotencyKey: aKey(),
      });
    const endsAt = Date.now() + 15_000;
    const short = await lend(new Date(endsAt).toISOString());
    const brief = await offices.exchange(colleague, { delegation: short.id });
    expect(brief).toMatchObject({ status: 200 });
    expect(brief.body.expires_in).toBeLessThanOrEqual(15);
    const long = await lend(inMs(86_400_000));
    const token = await offices.token(colleague, { delegation: long.id });
    expect(decodeJwt(token)).toMatchObject({ sub: colleague.id, role: 'maker', on_behalf_of: maker.id });
    expect((await offices.gateway<Counted>(token, COUNT)).data.households.totalCount).toBeGreaterThan(0);
    await offices.act(makerToken, 'endDelegation', DELEGATION, { id: long.id, expectedVersion: 1 });
    expect((await offices.refusals(token)).codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect((await offices.exchange(colleague, { delegation: long.id })).status).toBe(400);
    expect(await offices.statusAfter(endsAt, colleague, { delegation: short.id })).toBe(400);
    expect(codeOf(await offices.gateway(await offices.token(colleague), COUNT))).toBeUndefined();
  });

  it('opens the region next door in an emergency before two, changes nothing there, and waits for the review', async () => {
    const person = await officer(PersonRole.COUNTY, YAOHAI);
    const chiefs = [await officer(PersonRole.CITY, HEFEI), await officer(PersonRole.CITY, HEFEI)];
    const [chief] = chiefs;
    const own = await offices.token(person);
    const open = () =>
      offices.act(own, 'openEmergencyAccess', EMERGENCY, {
        ...{ assignmentId: person.assignment, regions: [LUYANG], minutes: 30, caseReference: 'ZH-2026-1' },
        ...{ reason: '暴雨受灾，需立即核实转移职工', notifiedIds: chiefs.map(({ id }) => id), idempotencyKey: aKey() },
      });
    const access = await open();
    const token = await offices.token(person, { emergency: access.id });
    const { households } = (await offices.gateway<Counted>(token, LUYANG_FILES)).data;
    expect(households.totalCount).toBeGreaterThan(0);
    expect(codeOf(await offices.gateway(token, ENTERPRISE))).toBe('FORBIDDEN');
    const chiefToken = await offices.token(chief as Person);
    const seen = `{ identityAudit(subjectIds: ["${access.id}"]) { action actor } unreviewedEmergencies { nodes { id } } }`;
    const { data } = await offices.identity.ask(chiefToken, seen);
    expect(data).toMatchObject({
      identityAudit: [{ action: 'emergency.open', actor: person.id }],
      unreviewedEmergencies: { nodes: [{ id: access.id }] },
    });
    const shown = households.nodes.map(({ id }) => id);
    const read = `{ fileAudit(subjectIds: ${JSON.stringify([access.id, ...shown])}) { action actor subjectKinds subjectIds facts { name value } } }`;
    expect((await offices.workers(chiefToken, read)).data).toMatchObject({
      fileAudit: [
        {
          ...{ action: 'emergency.read', actor: person.id },
          subjectKinds: expect.arrayContaining(['EmergencyAccess']),
          subjectIds: expect.arrayContaining([access.id, ...shown]),
          facts: expect.arrayContaining([{ name: 'fields', value: 'households' }]),
        },
      ],
    });
    const signIns = `{ signIns(where: { emergencyId: { eq: "${access.id}" } }) { nodes { userId outcome } } }`;
    expect((await offices.identity.ask(adminToken, signIns)).data).toEqual({
      signIns: { nodes: [{ userId: person.id, outcome: 'ISSUED' }] },
    });
    await offices.act(own, 'endEmergencyAccess', EMERGENCY, { id: access.id, expectedVersion: 1 });
    expect((await offices.refusals(token)).codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(codeOf(await offices.gateway(own, COUNT))).toBeUndefined();
    expect(await open()).toMatchObject({ rule: 'EMERGENCY_REVIEWED' });
    const review = { id: access.id, expectedVersion: 2, verdict: 'JUSTIFIED', note: '灾情属实' };
    expect(await offices.act(own, 'reviewEmergencyAccess', EMERGENCY, review)).toMatchObject({ rule: 'FORBIDDEN' });
    expect(await offices.act(chiefToken, 'reviewEmergencyAccess', EMERGENCY, review)).toMatchObject({
      reviewedBy: chief?.id,
    });
    expect(await open()).toMatchObject({ version: 1 });
  });

  it('is refused with forged and foreign tokens, at the gateway and at a subgraph alone', async () => {
    const person = await officer(PersonRole.COUNTY, YAOHAI);
    const good = await offices.token(person);
    const { kid } = decodeProtectedHeader(good);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const claims = decodeJwt(good);
    const forged = await new SignJWT({ ...claims, role: 'province', read: ['340000'] })
      .setProtectedHeader({ alg: 'ES256', kid: String(kid) })
      .sign(privateKey);
    const [header, , signature] = good.split('.');
    const widened = Buffer.from(JSON.stringify({ ...claims, read: ['340000'] })).toString('base64url');
    const foreign = [
      forged,
      `${header}.${widened}.${signature}`,
      new UnsecuredJWT(claims).encode(),
      await offices.identity.external.sign(person.subject),
      await offices.identity.external.sign(person.subject, { claims: { role: 'county', read: [YAOHAI] } }),
      await offices.graph.tokens.issue({ issuer: 'http://identity.test', audience: 'nuan' }),
    ];
    for (const token of foreign) {
      const answers = await Promise.all([offices.gateway(token, COUNT), offices.workers(token, COUNT)]);
      expect(answers.map(codeOf)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    }
    expect(codeOf(await offices.gateway(good, COUNT))).toBeUndefined();
  });
});

const ENTERPRISE = `mutation { registerEnterprise(input: { creditCode: "91340100MA2MRTCF0X", name: "测试企业", industry: COAL,
  ownership: STATE_OWNED, region: "${YAOHAI}", headcount: 10, idempotencyKey: "story-emergency-1" }) { __typename } }`;
