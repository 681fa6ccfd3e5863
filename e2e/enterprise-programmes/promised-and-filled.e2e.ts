import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { cameTrue } from '../testkit/arrived';
import { inexactFigures } from '../testkit/exact-figures';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const LUYANG = '340103';
const HEFEI = '340100';

const PEOPLE = {
  maker: { role: 'maker', region: LUYANG, subject: 'luyang-maker' },
  city: { role: 'city', region: HEFEI, subject: 'hefei-officer' },
} as const;

interface SideBySide {
  readonly enterprise: { readonly jobsPromised: number | null; readonly jobsFilled: number | null };
  readonly region: {
    readonly enterpriseStats: { readonly jobsPromised: number };
    readonly employment: { readonly jobsFilled: number };
  };
}

/** Promises stand in one subgraph, jobs in another; who asks what became of a promise asks once. */
describe('the jobs that a demonstration unit promised and filled', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<keyof typeof PEOPLE>;
  let unit: ProgrammeOutcome;
  let people: readonly string[] = [];
  let before: SideBySide;

  const sideBySide = (year: number): Promise<SideBySide> =>
    desk.ask(
      'city',
      `query ($id: ID!, $year: Int!) {
        enterprise(id: $id) { jobsPromised(year: $year) jobsFilled(year: $year) }
        region(code: "${LUYANG}") {
          enterpriseStats { jobsPromised(year: $year) }
          employment(year: $year) { jobsFilled }
        }
      }`,
      { id: unit.id, year },
    );
  const place = (personId: string | undefined): Promise<ProgrammeOutcome> =>
    desk.act('maker', 'recordPlacement', 'Placement', {
      ...{ personId, employerId: unit.id, routes: ['DEMONSTRATION_UNIT'], wage: '2600.00' },
      ...{ contractRef: 'HT-E2E-7', ...desk.key() },
    });

  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    desk = new ProgrammeDesk(graph, 'enterprises', PEOPLE);
    unit = await rowOf<ProgrammeOutcome>(
      graph.db.enterprises,
      `select id, version from enterprise where region_code = $1 and demonstration_status is null and closed_on is null order by id limit 1`,
      [LUYANG],
    );
    const newcomers = await rowsOf<{ id: string }>(
      graph.db.employment,
      `select id from worker_projection w where region_code = $1 and not exists (select from placement p where p.person_id = w.id)
       order by id limit 3`,
      [LUYANG],
    );
    people = newcomers.map(({ id }) => id);
    before = await sideBySide(2017);
  });
  afterAll(() => graph.stop());

  it('begin with none of either: nobody is placed with a unit that isn’t selected', async () => {
    expect(before.enterprise).toEqual({ jobsPromised: null, jobsFilled: 0 });
    expect(await place(people[0])).toMatchObject({ rule: 'DEMONSTRATION_UNIT_SELECTED' });
  });

  it('stand beside each other in one question, of the unit and of its district, as soon as they are written', async () => {
    const grounds = { grounds: '稳定吸纳就业' };
    unit = await desk.act('maker', 'nominateDemonstrationUnit', 'Enterprise', step(unit, grounds));
    unit = await desk.act('city', 'selectDemonstrationUnit', 'Enterprise', step(unit, grounds));
    await desk.act('maker', 'promiseJobs', 'Enterprise', { enterpriseId: unit.id, year: 2017, jobs: 3 });
    expect((await sideBySide(2017)).enterprise).toEqual({ jobsPromised: 3, jobsFilled: 0 });
    await cameTrue(async () => {
      const sql = 'select is_demonstration as "isKnown" from enterprise_projection where id = $1';
      return (await rowOf<{ isKnown: boolean }>(graph.db.employment, sql, [unit.id])).isKnown;
    }, 'employment knows the unit');
    for (const person of people.slice(0, 2)) expect((await place(person)).__typename).toBe('Placement');
    expect(await sideBySide(2017)).toEqual({
      enterprise: { jobsPromised: 3, jobsFilled: 2 },
      region: {
        enterpriseStats: { jobsPromised: before.region.enterpriseStats.jobsPromised + 3 },
        employment: { jobsFilled: before.region.employment.jobsFilled + 2 },
      },
    });
  });

  it('are those of the year that is asked for', async () => {
    expect((await sideBySide(2016)).enterprise).toEqual({ jobsPromised: null, jobsFilled: 0 });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
