import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asAdmin } from '@nuan/database';
import { buildSchema } from 'graphql';

import { makeWorld, StartedPlatform, type World } from '../all-in-one/started-platform';
import { family } from '../casework/household';
import { ALL_CANARIES, CANARY, holdsCanary, LISTED, SEALED_CANARIES } from './canaries';
import { misuses } from './every-mutation';
import { OfficersDay, type Town } from './officers-day';

const OUTCOME = '__typename ... on FilingApplication { id version } ... on RuleBroken { rule }';
const DRAFT = `mutation ($input: CreateFilingDraftInput!) { createFilingDraft(input: $input) { ${OUTCOME} } }`;

/** The gateway, the five subgraphs and identity, by the distance of their ports from the first. */
const PROGRAMS = [0, 1, 2, 3, 4, 5, 6] as const;
const IDENTITY = 6;

/** Tables of what was done and told, which hold no text of an officer's but reasons: what was misplaced may not stand there either. */
const RECORDS = /^(audit_|change$|job$|row_problem$|idempotency_key$)/;

/** Everything that the system writes while people with canary values are filed, looked for and refused, at its most talkative. */
describe('personal data that goes in', () => {
  let world: World;
  let platform: StartedPlatform;
  const refusals: string[] = [];
  /** Headers of answers that hold what was sent, with what was asked. */
  const inHeaders: string[] = [];
  let answersSeen = 0;
  let answered = '';
  let day: OfficersDay;

  beforeAll(async () => {
    world = await makeWorld('0.01');
    platform = new StartedPlatform(world, { NUAN_LOG_LEVEL: 'trace', NUAN_COST_PER_MINUTE: '0' });
    await platform.ready();
    await admin(async (query) => {
      await query(`alter system set log_statement = 'all'`);
      await query(`alter system set log_min_duration_statement = 0`);
      await query('select pg_reload_conf()');
    });
    await work();
    const rows: Town['rows'] = async (database, sql, params = []) => {
      let found: readonly Record<string, unknown>[] = [];
      await admin(async (query) => void (found = await query(sql, [...params])), `nuan_${database}`);
      return found;
    };
    const bankDir = join(world.dataDir, 'bank');
    day = new OfficersDay({
      post: (role, query, variables) => post(platform.token(role), query, variables),
      rows,
      bankDir,
    });
  });
  afterAll(async () => {
    await platform?.signal('SIGTERM');
    world.remove();
  });

  it('was taken: the draft holds the people, and shows masks of them', () => {
    expect(answered).toContain('"__typename":"FilingApplication"');
    expect(refusals.length).toBeGreaterThan(5);
  });

  it('is written in every subgraph: filed by list, revealed, trained, visited, owed wages, brought home and paid', async () => {
    expect(await day.file()).toBe(1);
    expect(await day.reveal()).toEqual([LISTED.headId, LISTED.phone, 'MALIGNANT_TUMOUR']);
    expect(await day.train()).toBe(1);
    expect(await day.visit()).toBe(1);
    const [reported, subsidies] = await day.bringHome();
    expect([reported.__typename, subsidies]).toEqual(['WageCase', 1]);
    expect(await day.pay()).toBe('PAID');
  });

  it('is refused by every mutation in which it is misplaced, without being repeated', async () => {
    const schema = buildSchema(readFileSync(join(__dirname, '../../apps/gateway/public.graphql'), 'utf8'));
    const all = misuses(schema);
    expect(all.length).toBeGreaterThan(900);
    const repeated: string[] = [];
    const codes = new Set<string>();
    for (const { name, query, variables } of all)
      for (const role of ['maker', 'county', 'checker', 'cashier', 'city', 'province'] as const) {
        const answer = await post(platform.token(role), query, variables);
        if (holdsCanary(answer)) repeated.push(`${name} to ${role}: ${answer}`);
        codes.add(/"(?:code|__typename)":"(\w+)"/.exec(answer)?.[1] ?? answer);
        if (!answer.includes('FORBIDDEN')) break;
      }
    expect(repeated).toEqual([]);
    // Types, services and rules all had their say.
    expect([...codes]).toEqual(
      expect.arrayContaining(['BAD_USER_INPUT', 'NOT_FOUND', 'RuleBroken', 'TrainingProgram']),
    );
  });

  it('is refused by identity without being repeated: in every mutation, and by what gives tokens', async () => {
    const all = misuses(
      buildSchema(readFileSync(join(__dirname, '../../apps/identity/schema.graphql'), 'utf8'), {
        assumeValidSDL: true,
      }),
    );
    expect(all.length).toBeGreaterThan(30);
    const told: string[] = [];
    for (const { query, variables } of all)
      for (const role of ['admin', 'county', 'province']) {
        const answer = await post(platform.token(role), query, variables, IDENTITY);
        told.push(answer);
        if (!answer.includes('FORBIDDEN')) break;
      }
    for (const form of signIns(CANARY.headId, CANARY.phone)) {
      const response = await fetch(`http://127.0.0.1:${world.port + IDENTITY}/token`, { method: 'POST', body: form });
      seen('/token', response);
      told.push(await response.text());
    }
    expect(told.filter((text) => holdsCanary(text))).toEqual([]);
    expect(told.filter((text) => /"code":"(BAD_USER_INPUT|NOT_FOUND)"|"error":/.test(text)).length).toBeGreaterThan(20);
  });

  it('stands in no log, of a program or of the database', () => {
    const logs = filesBelow(world.dataDir).filter((file) => /\.(log|txt|jsonl?)(\.\d+)?$|[\\/]log[\\/]/.test(file));
    expect(logs.some((file) => file.includes('workers'))).toBe(true);
    // At its most talkative the database logs the texts that it keeps as texts; what is sealed it never saw in the clear.
    const values = (file: string): readonly string[] => (file.endsWith('server.log') ? SEALED_CANARIES : ALL_CANARIES);
    const told = logs.filter((file) =>
      (['latin1', 'utf8'] as const).some((encoding) => holdsCanary(readFileSync(file, encoding), values(file))),
    );
    expect(told).toEqual([]);
    expect(holdsCanary(platform.output)).toBe(false);
    const statements = logs.some((file) => readFileSync(file, 'utf8').includes('filing_application'));
    expect(statements).toBe(true); // the database did log its statements, so their parameters were looked through
  });

  it('stands in no metric, trace header or refusal', async () => {
    const told: string[] = [];
    for (const offset of PROGRAMS) {
      const metrics = await fetch(`http://127.0.0.1:${world.port + offset}/metrics`);
      const text = await metrics.text();
      // The gateway has none, and says so.
      expect([offset, metrics.status, text.includes('# TYPE')]).toEqual(
        offset === 0 ? [0, 404, false] : [offset, 200, true],
      );
      if (holdsCanary(text)) told.push(`metrics of ${offset}: ${text}`);
    }
    expect(told).toEqual([]);
    expect([...refusals, ...day.told].filter((text) => holdsCanary(text))).toEqual([]);
  });

  it('stands in no header of any answer', () => {
    expect(answersSeen).toBeGreaterThan(1_000);
    expect(inHeaders).toEqual([]);
  });

  it('is in no column of any database in the clear: rows, jobs, audit, changes and keys of requests alike', async () => {
    const found: string[] = [];
    for (const name of ['workers', 'enterprises', 'assistance', 'employment', 'migrants', 'identity']) {
      await admin(async (query) => {
        const tables = await query(
          `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`,
        );
        for (const { name: table } of tables) {
          const hits = await query(
            `select count(*)::int as hits from ${String(table)} t where to_jsonb(t)::text like any($1::text[])`,
            [(RECORDS.test(String(table)) ? ALL_CANARIES : SEALED_CANARIES).map((canary) => `%${canary}%`)],
          );
          if (hits[0]?.['hits'] !== 0) found.push(`${name}.${String(table)}`);
        }
      }, `nuan_${name}`);
    }
    expect(found).toEqual([]);
  });

  /** What officers, front ends and attackers send in a day. */
  async function work(): Promise<void> {
    const { maker, county, analyst } = {
      maker: platform.token('maker'),
      county: platform.token('county'),
      analyst: platform.token('analyst'),
    };
    const content = family(CANARY.headId, CANARY.childId);
    const [head, child] = content.persons;
    const filled = {
      ...content,
      address: CANARY.address,
      account: { ...content.account, accountNumber: CANARY.account },
      persons: [{ ...head, phone: CANARY.phone }, child],
    };
    const unions = await post(maker, '{ unions(first: 1, where: { region: { under: "340102" } }) { nodes { id } } }');
    const unionId = /"id":"([0-9a-f-]{36})"/.exec(unions)?.[1] ?? '';
    const input = { idempotencyKey: 'canary-draft-1', regionCode: '340102', unionId, content: filled };
    answered = await post(maker, DRAFT, { input });
    const id = /"id":"([0-9a-f-]{36})"/.exec(answered)?.[1] ?? '';
    const person = { ...head, phone: CANARY.phone };
    const refused: readonly [string, string, object?][] = [
      [analyst, DRAFT, { input: { ...input, idempotencyKey: 'canary-draft-2' } }],
      [
        maker,
        DRAFT,
        {
          input: {
            ...input,
            idempotencyKey: 'canary-draft-3',
            content: { ...filled, persons: [{ ...person, idNumber: `${CANARY.headId.slice(0, 17)}?` }, child] },
          },
        },
      ],
      [
        maker,
        DRAFT,
        {
          input: {
            ...input,
            idempotencyKey: 'canary-draft-4',
            content: { ...filled, persons: [{ ...person, idNumber: [CANARY.headId] }] },
          },
        },
      ],
      [
        maker,
        DRAFT,
        { input: { ...input, idempotencyKey: 'canary-draft-5', content: { ...filled, primaryCause: CANARY.headId } } },
      ],
      [maker, DRAFT, { input: { ...input, regionCode: CANARY.phone } }],
      [maker, 'query ($id: ID!) { household(id: $id) { id } }', { id: CANARY.headId }],
      [maker, 'query ($first: Int!) { households(first: $first) { nodes { id } } }', { first: CANARY.phone }],
      [
        county,
        `mutation ($input: RevealPersonInput!) { revealPerson(input: $input) { __typename ... on RuleBroken { rule } } }`,
        { input: { workerId: id, field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: `核对 ${CANARY.headId}` } },
      ],
      [
        maker,
        'query ($after: String) { households(first: 1, after: $after) { nodes { id } } }',
        { after: CANARY.account },
      ],
    ];
    for (const [token, query, variables] of refused) refusals.push(await post(token, query, variables));
    const headers = {
      authorization: `Bearer ${maker}`,
      'content-type': 'application/json',
      'x-request-id': CANARY.headId,
    };
    const torn = await fetch(`http://127.0.0.1:${world.port}/graphql`, {
      method: 'POST',
      headers,
      body: `{"query": "{ ${CANARY.headId}`,
    });
    seen('a torn body', torn);
    refusals.push(await torn.text());
    await trace(maker);
  }

  /** Trace headers that carry people, to each program by itself: there is no tracing but the passing on of what is a trace. */
  async function trace(token: string): Promise<void> {
    const ids = [CANARY.headId, CANARY.account, CANARY.phone].map((number) => number.padStart(32, '0'));
    for (const offset of PROGRAMS)
      for (const id of ids)
        for (const query of [
          '{ __typename }',
          '{ households(first: 1) { nodes { id head { id } } } }',
          `{ ${CANARY.phone}`,
        ]) {
          const headers = {
            'content-type': 'application/json',
            authorization: `Bearer ${token}`,
            traceparent: `00-${id}-${id.slice(-16)}-01`,
            tracestate: `nuan=${CANARY.headId}`,
            baggage: `person=${CANARY.headId},phone=${CANARY.phone}`,
            b3: `${id}-${id.slice(-16)}-1`,
            'x-b3-traceid': id,
            'uber-trace-id': `${id}:${id.slice(-16)}:0:1`,
          };
          const address = `http://127.0.0.1:${world.port + offset}/graphql`;
          const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query }) });
          seen(`a trace to ${offset}`, answer);
          refusals.push(await answer.text());
        }
  }

  function seen(what: string, { headers }: Response): void {
    answersSeen += 1;
    const text = JSON.stringify([...headers]);
    if (holdsCanary(text)) inHeaders.push(`${what}: ${text}`);
  }

  async function post(token: string, query: string, variables: object = {}, offset = 0): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${world.port + offset}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    seen(query, response);
    return response.text();
  }

  type Query = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;

  function admin(run: (query: Query) => Promise<void>, database = 'postgres'): Promise<void> {
    const port = Number(readFileSync(join(world.dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[3]);
    const password = readFileSync(join(world.dataDir, 'postgres/admin.password'), 'utf8').trim();
    return asAdmin(`postgres://nuan:${password}@127.0.0.1:${port}/${database}`, (client) =>
      run(async (sql, params) => (await client.query<Record<string, unknown>>(sql, params)).rows),
    );
  }
});

/** What asks identity for a token, with a person's numbers in the place of each value. */
function signIns(id: string, phone: string): readonly URLSearchParams[] {
  const exchange = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    subject_token: id,
  };
  const forms: readonly Readonly<Record<string, string>>[] = [
    { grant_type: id },
    { grant_type: 'client_credentials', client_id: id, client_secret: phone, scope: id },
    { grant_type: 'client_credentials', client_id: id },
    exchange,
    { ...exchange, role: id },
    { ...exchange, assignment: phone },
    { ...exchange, subject_token_type: phone },
  ];
  return forms.map((form) => new URLSearchParams(form));
}

/** Every file but the database's own pages, which are looked through as rows. */
function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (!statSync(path).isDirectory()) return [path];
    return /^(base|pg_wal|global|pg_xact|pg_multixact|pg_subtrans)$/.test(name) ? [] : filesBelow(path);
  });
}
