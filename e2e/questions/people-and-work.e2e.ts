import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addMonths, daysBetween } from '@nuan/kernel';
import { keyedBy, rowOf, rowsOf, tallyOf, yuanSql } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
}
interface Plan {
  readonly progress: number;
  readonly items?: readonly { readonly kind: string; readonly state: string; readonly cause: string }[];
}

const PAID = `status in ('PAID','RECONCILED')`;
const ACTIVE = `status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')`;
const TODAY = '2017-01-23';

describe('people and work, against a count of the rows', () => {
  let graph: SampleSupergraph;
  const ask = async <Data>(question: string): Promise<Data> => {
    const { data, errors } = await graph.askQuestion<Data>(question);
    expect(errors).toBeUndefined();
    return data;
  };
  /** Money paid to each household in a calendar year. */
  const aidOf = async (year: number): Promise<ReadonlyMap<string, string>> => {
    const rows = await rowsOf<{ id: string; paid: string }>(
      graph.db.assistance,
      `select household_id as id, ${yuanSql('sum(amount_fen)')} as paid from disbursement
       where ${PAID} and household_id is not null and extract(year from paid_at at time zone 'Asia/Shanghai') = $1 group by 1`,
      [year],
    );
    return new Map(rows.map(({ id, paid }) => [id, paid]));
  };
  /** Items of each household's active plan, in order, and the share of them that is done. */
  const plansOf = async (): Promise<ReadonlyMap<string, Plan>> => {
    const rows = await rowsOf<{ id: string; done: number; kept: number; items: Plan['items'] }>(
      graph.db.assistance,
      `select p.household_id as id, count(*) filter (where i.state = 'DONE')::int as done, count(*) filter (where i.state <> 'DROPPED')::int as kept,
         json_agg(json_build_object('kind', i.kind, 'state', i.state, 'cause', i.cause) order by i.position) as items
       from aid_plan p join plan_item i on i.plan_id = p.id where p.status = 'ACTIVE' group by 1`,
    );
    return new Map(rows.map(({ id, done, kept, items }) => [id, { progress: kept === 0 ? 0 : done / kept, items }]));
  };
  /** Placements of persons, latest first. */
  const placementsOf = async () =>
    rowsOf<{ person: string; placedOn: string; route: string[] }>(
      graph.db.employment,
      `select person_id as person, placed_on::text as "placedOn", routes as route from placement order by placed_on desc, id desc`,
    );
  beforeAll(async () => {
    graph = await startSampleSupergraph();
  });
  afterAll(() => graph.stop());

  it('q04: a filter across three domains finds the households, poorest first, with aid, plan and placement', async () => {
    interface Found {
      readonly id: string;
      readonly category: string;
      readonly income: { readonly netPerCapita: string; readonly ratio: number };
      readonly employer: { readonly name: string; readonly industry: string };
      readonly aidTotal: string;
      readonly activePlan: Plan | null;
      readonly head: { readonly placement: { readonly placedOn: string; readonly route: readonly string[] } | null };
    }
    const { households } = await ask<{ households: Page<Found> }>('q04-coal-and-illness');
    const closed = await rowsOf<{ id: string; name: string; industry: string }>(
      graph.db.enterprises,
      `select e.id, e.name, e.industry from enterprise e join distress_period p on p.enterprise_id = e.id
       where p.to_on is null and p.kind = 'OVERCAPACITY_CLOSED' and e.industry in ('COAL','STEEL')`,
    );
    const rows = await rowsOf<{
      id: string;
      employer: string;
      head: string;
      category: string;
      net: string;
      ratio: number;
    }>(
      graph.db.workers,
      `select id, employer_id as employer, head_id as head, category, ${yuanSql('net_per_capita_fen')} as net,
         net_per_capita_fen::float / line_fen as ratio
       from household where employer_id = any($1::uuid[]) and 'MAJOR_ILLNESS' = any (array[primary_cause] || secondary_causes)
       order by net_per_capita_fen, id`,
      [closed.map(({ id }) => id)],
    );
    const [aid, plans, placements, firms] = [
      await aidOf(2017),
      await plansOf(),
      await placementsOf(),
      keyedBy(closed, 'id'),
    ];
    expect(rows.length).toBeGreaterThan(5);
    expect(households.totalCount).toBe(rows.length);
    expect(households.nodes.map(({ id }) => id)).toEqual(rows.slice(0, 50).map(({ id }) => id));
    households.nodes.forEach((node, at) => {
      const row = rows[at];
      const firm = firms.get(row?.employer ?? '');
      const plan = plans.get(node.id);
      const placement = placements.find(({ person }) => person === row?.head);
      expect(node).toMatchObject({
        category: row?.category,
        employer: { name: firm?.name, industry: firm?.industry },
        aidTotal: aid.get(node.id) ?? '0.00',
        head: { placement: placement === undefined ? null : { placedOn: placement.placedOn, route: placement.route } },
      });
      expect(node.income.netPerCapita).toBe(row?.net);
      expect(node.income.ratio).toBeCloseTo(row?.ratio ?? -1, 2);
      expect(node.activePlan?.items ?? null).toEqual(plan?.items ?? null);
      if (plan !== undefined) expect(node.activePlan?.progress).toBeCloseTo(plan.progress, 9);
    });
  });

  it('q07: start-up leaders with their money, jobs and where the hires come from', async () => {
    interface Hire {
      readonly person: {
        readonly household: { readonly category: string } | null;
        readonly diversion: string | null;
        readonly employer: { readonly currentDistress: string | null } | null;
      };
    }
    interface Project {
      readonly amount: string;
      readonly support: readonly string[];
      readonly jobsCreated: { readonly value: number };
      readonly hires: Page<Hire>;
    }
    const { startupProjects } = await ask<{ startupProjects: Page<Project> }>('q07-startup-leaders');
    const projects = await rowsOf<{ id: string; amount: string; people: string[]; jobs: number }>(
      graph.db.employment,
      `select s.id, ${yuanSql('s.amount_fen')} as amount, array_agg(p.person_id) as people, count(distinct p.person_id)::int as jobs
       from startup_project s join placement p on p.startup_project_id = s.id where s.year = 2016 group by s.id`,
    );
    expect(startupProjects.totalCount).toBe(projects.length);
    const people = await rowsOf<{
      id: string;
      category: string | null;
      diversion: string | null;
      employer: string | null;
    }>(
      graph.db.workers,
      `select w.id, h.category, w.diversion, w.employer_id as employer from worker w left join household h on h.id = w.household_id
       where w.id = any($1::uuid[])`,
      [projects.flatMap((project) => project.people)],
    );
    const kinds = await rowsOf<{ id: string; kind: string }>(
      graph.db.enterprises,
      `select enterprise_id as id, kind from distress_period where to_on is null`,
    );
    const distress = new Map(kinds.map(({ id, kind }) => [id, kind]));
    const expected = people.map(({ category, diversion, employer }) =>
      [category, diversion, employer === null ? 'none' : (distress.get(employer) ?? null)].join(),
    );
    const hires = startupProjects.nodes.flatMap((project) => project.hires.nodes);
    const got = hires.map(({ person }) =>
      [
        person.household?.category,
        person.diversion,
        person.employer === null ? 'none' : person.employer.currentDistress,
      ].join(),
    );
    expect(tallyOf(got, (text) => text)).toEqual(tallyOf(expected, (text) => text));
    const shape = (list: readonly { amount: string; jobs: number }[]): string[] =>
      list.map(({ amount, jobs }) => `${amount} ${String(jobs)}`).sort();
    expect(
      shape(startupProjects.nodes.map(({ amount, jobsCreated }) => ({ amount, jobs: jobsCreated.value }))),
    ).toEqual(shape(projects));
    expect(startupProjects.nodes.map(({ hires: { totalCount } }) => totalCount).sort()).toEqual(
      projects.map(({ jobs }) => jobs).sort(),
    );
  });

  it('q08: scholarships by level with the migrant share, and what became of the households', async () => {
    interface Stats {
      readonly total: number;
      readonly migrant: number;
      readonly share: number;
      readonly byLevel: readonly { readonly level: string; readonly count: number; readonly amount: string }[];
    }
    interface Grant {
      readonly amount: string;
      readonly student: {
        readonly level: string;
        readonly parentHousehold: { readonly status: string; readonly isMigrant: boolean };
      };
    }
    const answer = await ask<{ scholarshipStats: Stats; scholarships: Page<Grant> }>('q08-scholarships');
    const { assistance, workers } = graph.db;
    const grants = await rowsOf<{ student: string; amount: string; fen: string }>(
      assistance,
      `select student_id as student, ${yuanSql('amount_fen')} as amount, amount_fen::text as fen from scholarship_grant where academic_year = 2016 order by granted_on, id`,
    );
    const students = keyedBy(
      await rowsOf<{ id: string; level: string; status: string; isMigrant: boolean }>(
        workers,
        `select s.id, s.level, h.status, h.is_migrant as "isMigrant" from student s join household h on h.id = s.household_id`,
      ),
      'id',
    );
    const of = grants.map(({ student, amount, fen }) => ({ amount, fen: Number(fen), ...students.get(student) }));
    const migrant = of.filter(({ isMigrant }) => isMigrant === true).length;
    expect(answer.scholarshipStats).toMatchObject({ total: 128, migrant });
    expect(answer.scholarshipStats.share).toBeCloseTo(migrant / of.length, 4);
    const levels = tallyOf(of, ({ level }) => String(level));
    expect(
      Object.fromEntries(
        answer.scholarshipStats.byLevel.flatMap(({ level, count }) => (count === 0 ? [] : [[level, count]])),
      ),
    ).toEqual(levels);
    for (const { level, amount } of answer.scholarshipStats.byLevel) {
      const fen = of.filter((grant) => grant.level === level).reduce((sum, grant) => sum + grant.fen, 0);
      expect(amount).toBe((fen / 100).toFixed(2));
    }
    expect(answer.scholarships.totalCount).toBe(of.length);
    expect(
      answer.scholarships.nodes.map(({ amount, student: { level, parentHousehold } }) => ({
        amount,
        level,
        status: parentHousehold.status,
        isMigrant: parentHousehold.isMigrant,
      })),
    ).toEqual(of.slice(0, 50).map(({ amount, level, status, isMigrant }) => ({ amount, level, status, isMigrant })));
  });

  it('q09: open wage cases beside what the firm’s workers were given and how many are on file', async () => {
    interface Case {
      readonly owed: string;
      readonly recovered: string;
      readonly deadline: string;
      readonly daysLeft: number;
      readonly workers: { readonly value: number };
      readonly enterprise: {
        readonly name: string;
        readonly currentDistress: string | null;
        readonly consoled: { readonly distributed: string };
        readonly workersCount: { readonly filed: number };
      };
    }
    const { wageCases } = await ask<{ wageCases: Page<Case> }>('q09-wage-cases');
    const rows = await rowsOf<{ firm: string; owed: string; recovered: string; deadline: string; workers: number }>(
      graph.db.migrants,
      `select enterprise_id as firm, ${yuanSql('owed_fen')} as owed, ${yuanSql('recovered_fen')} as recovered, deadline_on::text as deadline, workers
       from wage_case where state in ('VERIFIED','ORDERED','PART_PAID')`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(wageCases.totalCount).toBe(rows.length);
    const firms = keyedBy(
      await rowsOf<{ id: string; name: string }>(graph.db.enterprises, 'select id, name from enterprise'),
      'id',
    );
    const expected: string[] = [];
    for (const { firm, owed, recovered, deadline, workers } of rows) {
      const { paid } = await rowOf<{ paid: string }>(
        graph.db.assistance,
        `select ${yuanSql('sum(amount_fen)')} as paid from disbursement where enterprise_id = $1 and campaign_code = 'CNY2017' and ${PAID}`,
        [firm],
      );
      const { n } = await rowOf<{ n: number }>(
        graph.db.workers,
        `select count(*)::int as n from household where employer_id = $1 and ${ACTIVE}`,
        [firm],
      );
      expected.push(
        [firms.get(firm)?.name, owed, recovered, deadline, daysBetween(TODAY, deadline), workers, paid, n].join(),
      );
    }
    const got = wageCases.nodes.map((node) =>
      [
        node.enterprise.name,
        node.owed,
        node.recovered,
        node.deadline,
        node.daysLeft,
        node.workers.value,
        node.enterprise.consoled.distributed,
        node.enterprise.workersCount.filed,
      ].join(),
    );
    expect(got.sort()).toEqual(expected.sort());
  });

  it('q10: leaders’ pairings with visits due and done, plan, money and the head’s placement', async () => {
    interface Pair {
      readonly helperName: string;
      readonly helperRank: string;
      readonly visitsDue: number;
      readonly visitsDone: number;
      readonly visitOverdue: boolean;
      readonly household: {
        readonly category: string;
        readonly primaryCause: string;
        readonly aidTotal: string;
        readonly activePlan: Plan | null;
        readonly head: { readonly placement: { readonly route: readonly string[] } | null };
      };
    }
    const { pairings } = await ask<{ pairings: Page<Pair> }>('q10-pairing-compliance');
    const rows = await rowsOf<{
      household: string;
      name: string;
      rank: string;
      startsOn: string;
      endsOn: string | null;
      visits: string[];
    }>(
      graph.db.assistance,
      `select g.household_id as household, g.helper_name as name, g.helper_rank as rank, g.starts_on::text as "startsOn", g.ends_on::text as "endsOn",
         array(select visited_on::text from pair_visit v where v.pairing_id = g.id order by 1) as visits
       from pairing g where g.helper_rank in ('PROVINCE_LEADER','PREFECTURE_LEADER','PREFECTURE_UNIT_HEAD')`,
    );
    const files = keyedBy(
      await rowsOf<{ id: string; category: string; cause: string; head: string }>(
        graph.db.workers,
        `select id, category, primary_cause as cause, head_id as head from household`,
      ),
      'id',
    );
    const [aid, plans, placements] = [await aidOf(2017), await plansOf(), await placementsOf()];
    const expected = rows.map(({ household, name, rank, startsOn, endsOn, visits }) => {
      const file = files.get(household);
      const until = endsOn ?? TODAY;
      let due = 0;
      while (addMonths(startsOn, 6 * (due + 1)) <= until) due++;
      const since = visits.at(-1) ?? startsOn;
      const overdue = endsOn === null && addMonths(since > startsOn ? since : startsOn, 6) < TODAY;
      const route = placements.find(({ person }) => person === file?.head)?.route.join('+') ?? null;
      const progress = plans.get(household)?.progress.toFixed(6) ?? null;
      return [
        name,
        rank,
        due,
        visits.length,
        overdue,
        file?.category,
        file?.cause,
        aid.get(household) ?? '0.00',
        progress,
        route,
      ].join();
    });
    expect(pairings.totalCount).toBe(rows.length);
    const got = pairings.nodes.map(({ household, ...pair }) =>
      [
        pair.helperName,
        pair.helperRank,
        pair.visitsDue,
        pair.visitsDone,
        pair.visitOverdue,
        household.category,
        household.primaryCause,
        household.aidTotal,
        household.activePlan?.progress.toFixed(6) ?? null,
        household.head.placement?.route.join('+') ?? null,
      ].join(),
    );
    expect(got.sort()).toEqual(expected.sort());
  });
});
