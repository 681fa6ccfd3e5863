import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entitiesOf, FeedConsumer, pageReader } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_DATABASES } from '../../tools/sample-data/src';
import { DEFINITIONS } from '../testkit/definitions';
import { rowOf } from '../testkit/rows';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { cameTrue } from '../testkit/arrived';
import { keptRows } from './projections';

interface Gap {
  readonly coverageGap: {
    readonly nodes: readonly ({ readonly fileNo: string } | null)[];
    readonly totalCount: number;
  };
}
interface Files {
  readonly households: { readonly nodes: readonly { readonly id: string }[]; readonly totalCount: number };
}
interface Changes {
  readonly changes: {
    readonly changes: readonly {
      readonly entity: string;
      readonly id: string;
      readonly facts: Record<string, unknown>;
    }[];
    readonly cursor: string;
    readonly hasMore: boolean;
  };
}

const SERVICE = { role: 'partner', department: 'nuan', scopes: ['changes:read'] } as const;
const PAGE = `query ($after: String) { changes(after: $after, first: 1000) { changes { entity id facts } cursor hasMore } }`;

describe('projections that follow their owners', () => {
  let graph: SampleSupergraph;
  let dir: string;
  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    dir = mkdtempSync(join(tmpdir(), 'nuan-feed-'));
  });
  afterAll(async () => {
    await graph.stop();
    rmSync(dir, { recursive: true });
  });

  /** Asks one subgraph alone. */
  const askAlone = async <Data>(
    name: keyof typeof DEFINITIONS,
    query: string,
    variables: object,
    as: Parameters<SampleSupergraph['tokens']['issue']>[0],
  ): Promise<Answer<Data>> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await graph.tokens.issue(as)}` };
    const url = `${graph.subgraphs[name].url}/graphql`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as Answer<Data>;
  };

  it.each(SAMPLE_DATABASES)(
    'I35: what the sample loaded into %s equals what is made anew from the owners',
    async (name) => {
      const tokenFile = join(dir, 'token');
      writeFileSync(tokenFile, await graph.tokens.issue(SERVICE));
      for (const followed of DEFINITIONS[name].follows ?? []) {
        const { source, projections } = followed;
        const loaded = await Promise.all(projections.map((projection) => keptRows(graph.db[name], projection)));
        const url = `${graph.subgraphs[source as keyof typeof DEFINITIONS].url}/graphql`;
        await new FeedConsumer(
          graph.db[name],
          followed,
          pageReader(source, { url, tokenFile, entities: entitiesOf(followed) }),
        ).rebuild();
        for (const [at, projection] of projections.entries()) {
          const anew = await keptRows(graph.db[name], projection);
          expect([projection.table, anew.length]).toEqual([projection.table, loaded[at]?.length]);
          expect(anew).toEqual(loaded[at]);
        }
      }
    },
  );

  describe('q03, the coverage gap of a campaign', () => {
    const gap = (): Promise<Answer<Gap>> => graph.askQuestion<Gap>('q03-coverage-gap', { first: 100 });

    it('loses a household whose file is closed, and gains one that is recorded', async () => {
      const before = await gap();
      expect(before.errors).toBeUndefined();
      const { totalCount, nodes } = before.data.coverageGap;
      const fileNo = nodes[0]?.fileNo;
      const household = await rowOf<{ id: string }>(graph.db.workers, 'select id from household where file_no = $1', [
        fileNo,
      ]);
      for (const change of [
        `status = 'EXIT_PROPOSED'`,
        `status = 'CANCELLED', exited_on = '2017-01-23', exit_reason = 'MISIDENTIFIED'`,
      ])
        await graph.db.workers.query(`update household set ${change}, version = version + 1 where id = $1`, [
          household.id,
        ]);
      const lagMs = await cameTrue(
        async () => (await gap()).data.coverageGap.totalCount === totalCount - 1,
        'the gap shrinks',
      );
      process.stdout.write(`q03 followed a closed file within ${lagMs} ms\n`);
      expect((await gap()).data.coverageGap.nodes.map((node) => node?.fileNo)).not.toContain(fileNo);

      await recordAlike(household.id);
      await cameTrue(async () => (await gap()).data.coverageGap.totalCount === totalCount, 'the gap grows');
    });

    it('follows a household that moves to another city', async () => {
      const before = (await gap()).data.coverageGap;
      const fileNo = before.nodes[0]?.fileNo;
      await graph.db.workers.query(
        `update household set region_code = case when region_code like '3402%' then '340303' else '340202' end, version = version + 1
         where file_no = $1`,
        [fileNo],
      );
      await cameTrue(
        async () => (await gap()).data.coverageGap.totalCount === before.totalCount - 1,
        'it left the city',
      );
    });

    /** Records a household like one that there was, with a head of its own. */
    async function recordAlike(model: string): Promise<void> {
      const [id, head] = [newId(), newId()];
      await graph.db.workers.transaction(async (tx) => {
        const copied = await tx.query<{ row: Record<string, unknown> }[]>(
          `select to_jsonb(h) as row from household h where id = $1`,
          [model],
        );
        const household = {
          ...copied[0]?.row,
          id,
          head_id: head,
          file_no: `STORY-${id.slice(0, 8)}`,
          status: 'RECORDED',
          exited_on: null,
          exit_reason: null,
          version: 1,
        };
        await tx.query('insert into household select * from jsonb_populate_record(null::household, $1)', [household]);
        const heads = await tx.query<{ row: Record<string, unknown> }[]>(
          `select to_jsonb(w) as row from worker w where household_id = $1 and relation = 'HEAD'`,
          [model],
        );
        const nameless = { id_number_mask: null, id_number_sealed: null, id_number_hash: null };
        const worker = { ...heads[0]?.row, ...nameless, id: head, household_id: id, version: 1 };
        await tx.query('insert into worker select * from jsonb_populate_record(null::worker, $1)', [worker]);
      });
    }
  });

  describe('q04, households of closed coal and steel enterprises', () => {
    const found = (): Promise<Answer<Files>> => graph.askQuestion<Files>('q04-coal-and-illness', { first: 100 });

    it('loses the households of an enterprise whose distress ends, and has them again when it returns', async () => {
      const before = await found();
      expect(before.errors).toBeUndefined();
      const [first] = before.data.households.nodes;
      const { employer } = await rowOf<{ employer: string }>(
        graph.db.workers,
        'select employer_id as employer from household where id = $1',
        [first?.id],
      );
      const ids = async (): Promise<string[]> => (await found()).data.households.nodes.map(({ id }) => id);
      const { enterprises } = graph.db;
      await enterprises.query(
        `update distress_period set to_on = '2017-01-22', recorded_on = '2017-01-23' where enterprise_id = $1 and to_on is null`,
        [employer],
      );
      const lagMs = await cameTrue(async () => !(await ids()).includes(first?.id ?? ''), 'it is no longer found');
      process.stdout.write(`q04 followed an end of distress within ${lagMs} ms\n`);
      await enterprises.query(
        `insert into distress_period (id, enterprise_id, kind, from_on, recorded_on) values ($1, $2, 'OVERCAPACITY_CLOSED', '2017-01-23', '2017-01-23')`,
        [newId(), employer],
      );
      await cameTrue(async () => (await ids()).includes(first?.id ?? ''), 'it is found again');
      expect((await found()).data.households.totalCount).toBe(before.data.households.totalCount);
    });
  });

  it('lets students follow the household that moves', async () => {
    const student = await rowOf<{ id: string; household_id: string }>(
      graph.db.workers,
      'select id, household_id from student limit 1',
    );
    await graph.db.workers.query(
      `update household set region_code = '341182', is_migrant = not is_migrant, version = version + 1 where id = $1`,
      [student.household_id],
    );
    const kept = 'select region_code, is_migrant from student_projection where id = $1';
    const own = 'select region_code, is_migrant from student where id = $1';
    await cameTrue(async () => {
      const [mine, theirs] = [
        await rowOf(graph.db.assistance, kept, [student.id]),
        await rowOf(graph.db.workers, own, [student.id]),
      ];
      return JSON.stringify(mine) === JSON.stringify(theirs);
    }, 'the student moved');
  });

  /** Owner, a change there, the follower, and the same fact here; `$1` is the id. */
  it.each([
    [
      'assistance',
      'household_aid',
      'has_active_plan = not has_active_plan',
      'workers',
      'aid_projection',
      'household_id',
      'has_active_plan',
    ],
    [
      'enterprises',
      'enterprise',
      `headcount = coalesce(headcount, 0) + 7`,
      'workers',
      'enterprise_projection',
      'id',
      'headcount',
    ],
    ['enterprises', 'enterprise', `industry = 'FINANCE'`, 'assistance', 'enterprise_projection', 'id', 'industry'],
    ['enterprises', 'enterprise', `industry = 'TRADE'`, 'employment', 'enterprise_projection', 'id', 'industry'],
    ['enterprises', 'enterprise', `industry = 'CHEMICAL'`, 'migrants', 'enterprise_projection', 'id', 'industry'],
    ['workers', 'worker', 'is_migrant = not is_migrant', 'employment', 'worker_projection', 'id', 'is_migrant'],
    ['workers', 'worker', 'is_migrant = not is_migrant', 'migrants', 'worker_projection', 'id', 'is_migrant'],
    [
      'workers',
      'household',
      'next_review_due_on = next_review_due_on - 1',
      'assistance',
      'household_projection',
      'id',
      'next_review_due_on',
    ],
  ] as const)(
    'carries a change of %s.%s (%s) into %s',
    async (owner, table, change, follower, projection, key, column) => {
      const { id } = await rowOf<{ id: string }>(
        graph.db[owner],
        `select id from ${table} order by id offset 3 limit 1`,
      );
      await graph.db[owner].query(`update ${table} set ${change}, version = version + 1 where id = $1`, [id]);
      const own = await rowOf(graph.db[owner], `select ${column}::text as fact from ${table} where id = $1`, [id]);
      await cameTrue(async () => {
        const sql = `select ${column}::text as fact from ${projection} where ${key} = $1`;
        return JSON.stringify(await rowOf(graph.db[follower], sql, [id])) === JSON.stringify(own);
      }, `${follower} knows it`);
    },
  );

  it('carries a payment of a programme, and what becomes of it, from assistance into employment', async () => {
    const [id, payee] = [newId(), newId()];
    await graph.db.assistance.query(
      `insert into programme_payment (id, status, purpose, amount_fen, payee_id, region_code, version)
       values ($1, 'SENT', 'STARTUP', 2000000, $2, '340103', 5)`,
      [id, payee],
    );
    const known = (): Promise<object[]> =>
      graph.db.employment.query(
        'select status, amount_fen::text as amount, payee_id from programme_payment_projection where id = $1',
        [id],
      );
    await cameTrue(async () => (await known()).length === 1, 'employment knows the payment');
    expect(await known()).toEqual([{ status: 'SENT', amount: '2000000', payee_id: payee }]);
    await graph.db.assistance.query(`update programme_payment set status = 'PAID', version = 6 where id = $1`, [id]);
    await cameTrue(async () => JSON.stringify(await known()).includes('"PAID"'), 'employment knows that it was made');
    const project = newId();
    await graph.db.employment.query(
      `insert into startup_project (id, name, leader_id, region_code, year, support, amount_fen, state, applied_on, reviewed_on,
         reviewed_by, funded_on, jobs_planned)
       values ($1, '样例项目', $2, '340103', 2017, '{GRANT}', 2000000, 'FUNDED', '2017-01-05', '2017-01-10', 'checker', '2017-01-20', 3)`,
      [project, payee],
    );
    await graph.db.employment.query(
      `insert into employment_payment (id, purpose, startup_project_id, region_code, paid_on, amount_fen, disbursement_id)
       values ($1, 'STARTUP', $2, '340103', '2017-01-20', 2000000, $3)`,
      [newId(), project, id],
    );
    await graph.db.assistance.query(`update programme_payment set status = 'REVERSED', version = 7 where id = $1`, [
      id,
    ]);
    const sql = 'select state, paid_fen::text as paid from startup_project where id = $1';
    await cameTrue(
      async () => (await rowOf<{ paid: string }>(graph.db.employment, sql, [project])).paid === '0',
      'employment has reversed what it recorded',
    );
    expect(await rowOf(graph.db.employment, sql, [project])).toEqual({ state: 'REVIEWED', paid: '0' });
  });

  it('carries a new minimum-living line into workers, which assesses by it', async () => {
    await graph.db.enterprises.query(`update min_living_line set valid_to_on = '2017-01-31', version = version + 1
      where region_code = '340102' and valid_to_on is null`);
    await graph.db.enterprises.query(
      `insert into min_living_line (id, region_code, valid_from_on, monthly_fen) values ($1, '340102', '2017-02-01', 61200)`,
      [newId()],
    );
    const sql = `select line_fen::text as fen from min_living_line_projection where region_code = '340102' order by valid_from desc limit 1`;
    await cameTrue(
      async () => (await rowOf<{ fen: string }>(graph.db.workers, sql)).fen === '61200',
      'workers knows the line',
    );
  });

  it('carries the dissolution of a union into workers, by which it finds the files to hand on', async () => {
    const [own, successor] = await graph.db.enterprises.query<{ id: string }[]>(
      `select u.id from trade_union u where u.level = 'GRASSROOTS' and not exists (select from trade_union c where c.parent_id = u.id)
       order by u.id limit 2`,
    );
    const sql = 'select dissolved_on::text as day, successor_id as heir from union_projection where id = $1';
    expect(await rowOf(graph.db.workers, sql, [own?.id])).toEqual({ day: null, heir: null });
    await graph.db.enterprises.query(
      `update trade_union set dissolved_on = '2017-01-20', dissolved_reason = '用人单位注销', successor_id = $2, version = version + 1 where id = $1`,
      [own?.id, successor?.id],
    );
    await cameTrue(
      async () => (await rowOf<{ heir: string | null }>(graph.db.workers, sql, [own?.id])).heir === successor?.id,
      'workers knows the successor',
    );
    expect(await rowOf(graph.db.workers, sql, [own?.id])).toEqual({ day: '2017-01-20', heir: successor?.id });
  });

  it('tells its lag in figures that name no person', async () => {
    const text = await (await fetch(`${graph.subgraphs.assistance.url}/metrics`)).text();
    for (const source of ['workers', 'enterprises'])
      expect(text).toMatch(new RegExp(`nuan_feed_lag_seconds\\{subgraph="assistance",source="${source}"\\} \\d`));
    expect(text).toMatch(/nuan_feed_failures_total\{subgraph="assistance",source="workers"\} 0\n/);
  });

  describe('a partner department', () => {
    const partner = (department: string, region = '340000', scopes: readonly string[] = ['changes:read']) =>
      ({ role: 'partner', department, region, scopes }) as const;
    const everything = async (name: keyof typeof DEFINITIONS, as: ReturnType<typeof partner>) => {
      const found: Changes['changes']['changes'][number][] = [];
      for (let after: string | null = null, more = true; more;) {
        const { data, errors }: Answer<Changes> = await askAlone<Changes>(name, PAGE, { after }, as);
        expect(errors).toBeUndefined();
        found.push(...data.changes.changes);
        after = data.changes.cursor;
        more = data.changes.hasMore;
      }
      return found;
    };

    it('of human resources reads wage cases, firms, trainings and vacancies, with facts of firms alone', async () => {
      const cases = await everything('migrants', partner('人社'));
      expect(new Set(cases.map(({ entity }) => entity))).toEqual(
        new Set(['WageCase', 'InsuranceProject', 'Inspection', 'Finding']),
      );
      const firms = await everything('enterprises', partner('人社', '340100'));
      expect(new Set(firms.map(({ entity }) => entity))).toEqual(new Set(['Enterprise']));
      const [counted] = await graph.db.enterprises.query<{ n: number }[]>(
        `select count(*)::int as n from enterprise where region_code like '3401%'`,
      );
      expect(new Set(firms.map(({ id }) => id)).size).toBe(counted?.n);
      const trainings = await everything('employment', partner('人社'));
      expect(new Set(trainings.map(({ entity }) => entity))).toEqual(new Set(['TrainingSession', 'JobVacancy']));
      // Of workers, what became of the lists that it handed in, and never a person.
      expect(await everything('workers', partner('人社'))).toEqual([]);
    });

    it('of civil affairs reads lines and campaigns, and nothing else', async () => {
      const lines = await everything('enterprises', partner('民政'));
      expect(new Set(lines.map(({ entity }) => entity))).toEqual(new Set(['MinLivingLine']));
      const campaigns = await everything('assistance', partner('民政', '340102'));
      expect(campaigns.map(({ facts }) => facts['code'])).toEqual(expect.arrayContaining(['CNY2017']));
      expect(new Set(campaigns.map(({ entity }) => entity))).toEqual(new Set(['Campaign']));
    });

    it.each([
      ['workers, with which its department has no contract', 'workers', partner('商务')],
      ['migrants, as a department of another subgraph', 'migrants', partner('商务')],
      ['any, as another department', 'enterprises', partner('税务')],
      ['any, without the scope', 'enterprises', partner('人社', '340000', ['enterprise:read'])],
    ] as const)('is refused by %s', async (_what, name, as) => {
      const { errors } = await askAlone<Changes>(name, PAGE, {}, as);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });
  });

  it('does not show the feed behind the gateway', async () => {
    const { errors } = await graph.ask(PAGE, {}, SERVICE);
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
