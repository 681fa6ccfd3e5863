import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnchorFile, verifyAudit } from '@nuan/facts';

import { arrived } from '../testkit/arrived';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const COUNTY = { role: 'county', region: '340102', subject: 'county-officer' } as const;
const AUDITOR = { role: 'auditor', region: '340000', subject: 'auditor' } as const;

interface Act {
  readonly seq: string;
  readonly actor: string;
  readonly action: string;
  readonly regionCode: string | null;
  readonly subjectIds: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

interface Meta {
  readonly data?: { readonly fileAuditMeta: readonly object[] } | null;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

const LOG = `query ($action: String, $actor: String) {
  fileAuditLog(action: $action, actor: $actor, first: 50) { seq actor action regionCode subjectIds facts { name value } }
}`;
const REVEAL = `mutation ($input: RevealPersonInput!) {
  revealPerson(input: $input) { __typename ... on PersonRevealed { value } ... on RuleBroken { rule } }
}`;

describe('who did and saw what', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-anchors-'));
  let system: SampleSupergraph;
  let workerIds: string[] = [];

  beforeAll(async () => {
    system = await startSampleSupergraph({ env: { NUAN_AUDIT_ANCHOR_DIR: dir, NUAN_AUDIT_ANCHOR_EVERY: '200ms' } });
    const found = await system.ask<{ workers: { nodes: { id: string }[] } }>(
      '{ workers(first: 3) { nodes { id } } }',
      {},
      COUNTY,
    );
    workerIds = found.data.workers.nodes.map(({ id }) => id);
  });
  afterAll(async () => {
    await system.stop();
    rmSync(dir, { recursive: true });
  });

  const log = async (variables: object, as: object = AUDITOR): Promise<readonly Act[]> =>
    (await system.ask<{ fileAuditLog: Act[] | null }>(LOG, variables, as)).data.fileAuditLog ?? [];

  /** Refusals are written some seconds later, many as one. */
  const eventually = <T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> =>
    arrived(read, ({ length }) => length > 0);

  it('is answered for a leaked list: who saw how many of these people, and whose region it is', async () => {
    for (const workerId of workerIds)
      await system.ask(
        REVEAL,
        { input: { workerId, field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: '核对身份证原件' } },
        COUNTY,
      );
    const actors = async (as: object) => {
      const query = `query ($ids: [ID!]!) { fileAuditActors(subjectIds: $ids, action: "person.reveal") { actor role acts subjects } }`;
      return (await system.ask<{ fileAuditActors: unknown }>(query, { ids: workerIds }, as)).data.fileAuditActors;
    };
    expect(await actors(AUDITOR)).toEqual([{ actor: 'county-officer', role: 'county', acts: 3, subjects: 3 }]);
    expect(await actors({ role: 'auditor', region: '340200' })).toEqual([]);
  });

  it('holds refusals too: who asked for what without the right, at the gateway and at a subgraph alone', async () => {
    const maker = { role: 'analyst', region: '340102', subject: 'curious' } as const;
    const { errors } = await system.ask('{ households(first: 1) { nodes { id } } }', {}, maker);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const token = await system.tokens.issue({ ...maker, subject: 'curious-alone' });
    await fetch(`${system.subgraphs.workers.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ workers(first: 1) { nodes { id } } households(first: 1) { nodes { id } } }' }),
    });
    await fetch(`${system.subgraphs.workers.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await system.tokens.issue({ ...COUNTY, subject: 'prober' })}`,
      },
      body: JSON.stringify({ query: '{ _entities(representations: []) { __typename } }' }),
    });
    for (const [actor, right] of [
      ['curious', 'household:read'],
      ['curious-alone', 'worker:read'],
      ['prober', 'entities:read'],
    ] as const) {
      const acts = await eventually(async () => (await log({ action: 'access.refuse', actor })).filter(holds(right)));
      expect(acts[0]).toMatchObject({ actor, action: 'access.refuse', regionCode: '340102', subjectIds: [] });
    }
  });

  it('is asked by auditors and officers above the desk alone, each within its regions', async () => {
    for (const role of ['maker', 'checker', 'cashier', 'analyst', 'admin'] as const) {
      const { errors } = await system.ask(LOG, {}, { role, region: '340102' });
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    expect(await log({ action: 'person.reveal' }, { role: 'city', region: '340200' })).toEqual([]);
    expect(await log({ action: 'person.reveal' }, { role: 'city', region: '340100' })).toHaveLength(3);
  });

  it('tells administrators who did what, when and where, refusals among it, and neither to whom nor with what note', async () => {
    const meta = async (as: object, fields = 'actor role action regionCode outcome'): Promise<Meta> => {
      const response = await fetch(`${system.subgraphs.workers.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await system.tokens.issue(as)}` },
        body: JSON.stringify({ query: `{ fileAuditMeta(first: 50) { ${fields} } }` }),
      });
      return (await response.json()) as Meta;
    };
    const { data } = await meta({ role: 'admin', region: '340100' });
    const officer = { actor: 'county-officer', role: 'county', action: 'person.reveal', regionCode: '340102' };
    expect(data?.fileAuditMeta).toContainEqual({ ...officer, outcome: 'DONE' });
    const refused = { actor: 'curious-alone', role: 'analyst', action: 'access.refuse', regionCode: '340102' };
    expect(data?.fileAuditMeta).toContainEqual({ ...refused, outcome: 'REFUSED' });
    expect((await meta({ role: 'admin', region: '340200' })).data?.fileAuditMeta).toEqual([]);
    expect((await meta({ role: 'admin', region: '340100' }, 'subjectIds')).errors?.[0]?.extensions['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    for (const as of [
      { role: 'maker', region: '340102' },
      { role: 'admin', region: '340102', unions: [] },
    ] as const)
      expect((await meta(as)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('is anchored outside the database, where somebody with every right on it can’t reach', async () => {
    const file = new AnchorFile(join(dir, 'workers.jsonl'));
    const anchors = await eventually(() => file.read());
    expect(await verifyAudit(system.db.workers, anchors)).toMatchObject({ breaks: [] });
    const last = anchors.at(-1)?.seq;
    const runner = system.db.workers.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`update audit_entry set actor = 'nobody', hash = sha256('x') where seq = $1`, [last]);
      const { breaks } = await verifyAudit(
        { query: (sql: string, params?: unknown[]) => runner.query(sql, params) } as never,
        anchors,
      );
      expect(breaks).toContainEqual({ seq: last, problem: 'ANCHOR' });
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });

  it('holds attempts that an act refuses: reveals beyond the hour’s limit, and ids of another region', async () => {
    const input = { workerId: workerIds[0], field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: '核对身份证原件' };
    const hasty = { ...COUNTY, subject: 'hasty' } as const;
    for (let n = 0; n < 22; n += 1) await system.ask(REVEAL, { input }, hasty);
    await system.ask(REVEAL, { input }, { role: 'county', region: '340202', subject: 'walker' });
    const refusals = (actor: string): Promise<readonly Act[]> =>
      eventually(() => log({ action: 'access.refuse', actor }));
    const told = async (actor: string): Promise<unknown> =>
      Object.fromEntries((await refusals(actor))[0]?.facts.map(({ name, value }) => [name, value]) ?? []);
    expect(await told('hasty')).toMatchObject({ rule: 'RATE_LIMITED', fields: 'person.reveal' });
    expect(await told('walker')).toMatchObject({ unknown: 'Worker', count: '1' });
  });

  function holds(right: string): (act: Act) => boolean {
    return ({ facts }) => facts.some(({ name, value }) => name === 'right' && value === right);
  }
});
