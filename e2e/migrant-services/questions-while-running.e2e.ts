import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inexactFigures } from '../testkit/exact-figures';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays. */
const LUYANG = '340103';
const HEFEI = '340100';

const labour = (subject: string) =>
  ({
    ...({ role: 'partner', region: HEFEI, subject, department: '人社', subgraph: 'migrants' } as const),
    contract: 'human-resources',
    scopes: ['wageCase:write'],
  }) as const;
const PEOPLE = {
  maker: { role: 'maker', region: LUYANG, subject: 'luyang-maker' },
  labour: labour('labour-1'),
  labourSecond: labour('labour-2'),
} as const;
type Person = keyof typeof PEOPLE;

interface WageCases {
  readonly nodes: readonly { readonly owed: string; readonly recovered: string }[];
  readonly totalCount: number;
}
interface City {
  readonly name: string;
  readonly migrant: {
    readonly stations: number;
    readonly missing: readonly { readonly amenity: string; readonly count: number }[];
  };
}

/** The saved questions about wage cases and stations, before and after the programmes ran: changed by exactly what was done. */
describe('the questions about wage cases and stations while the programmes run', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    desk = new ProgrammeDesk(graph, 'migrants', PEOPLE);
  });
  afterAll(() => graph.stop());

  const wageCases = async (): Promise<WageCases> => {
    const { data, errors } = await graph.askQuestion<{ wageCases: WageCases }>('q09-wage-cases');
    expect(errors).toBeUndefined();
    return data.wageCases;
  };
  const cities = async (): Promise<readonly City[]> => {
    const { data, errors } = await graph.askQuestion<{ regions: readonly City[] }>('q11-station-gap');
    expect(errors).toBeUndefined();
    return data.regions;
  };
  /** Cases of one answer that the other hasn't, each as often as it occurs more. */
  const addedTo = (before: WageCases, after: WageCases): object[] => {
    const left = before.nodes.map((node) => JSON.stringify(node));
    return after.nodes.filter((node) => {
      const found = left.indexOf(JSON.stringify(node));
      if (found >= 0) left.splice(found, 1);
      return found < 0;
    });
  };
  const wage = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, 'WageCase', input);

  it('q09 gains a case with its verification, shows what came in, and loses it with the last yuan', async () => {
    const [builder] = await graph.db.migrants.query<{ id: string }[]>(
      `select id from enterprise_projection where region_code like '3401%' and industry = 'CONSTRUCTION' order by id limit 1`,
    );
    const before = await wageCases();
    const report = { enterpriseId: builder?.id, regionCode: LUYANG, workers: 12, owed: '96000.00' };
    const reported = await wage('labour', 'reportWageCase', { ...report, ...desk.key() });
    expect(await wageCases()).toEqual(before);
    const verified = await wage('labourSecond', 'verifyWageCase', step(reported));
    const after = await wageCases();
    expect(after.totalCount).toBe(before.totalCount + 1);
    expect(addedTo(after, before)).toEqual([]);
    expect(addedTo(before, after)).toMatchObject([
      { owed: '96000.00', recovered: '0.00', workers: { value: 12 }, region: { name: '庐阳区' } },
    ]);
    const ordered = await wage('maker', 'orderPayment', step(verified));
    const payment = { wageCaseId: ordered.id, amount: '60000.00' };
    await wage('maker', 'recordWagePayment', { ...payment, ...desk.key() });
    expect(addedTo(before, await wageCases())).toMatchObject([{ owed: '96000.00', recovered: '60000.00' }]);
    await wage('labour', 'recordWagePayment', { ...payment, amount: '36000.00', ...desk.key() });
    const settled = await wageCases();
    expect([settled.totalCount, addedTo(before, settled), addedTo(settled, before)]).toEqual([
      before.totalCount,
      [],
      [],
    ]);
  });

  it('q11 counts a station in its city from its opening, with what it lacks, until it is closed', async () => {
    const station = (name: string, input: object): Promise<ProgrammeOutcome> =>
      desk.act('maker', name, 'ServiceStation', input);
    const before = await cities();
    const place = { point: { longitude: 117.2655, latitude: 31.8789 }, address: '样例路1号', regionCode: LUYANG };
    const about = { code: 'AH-LY-0002', kind: 'HAPPY_STATION', name: '样例幸福驿站', buildMode: 'UNION_BUILT' };
    const registered = await station('registerStation', { ...about, ...place, ...desk.key() });
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '07:00', closesAt: '20:00' }));
    const amenities = ['WATER_DISPENSER', 'BOOK_BAR', 'TOILET'];
    const equipment = { amenities, services: ['HOT_WATER'], hours, responsibleName: '安禾' };
    const equipped = await station('equipStation', step(registered, equipment));
    expect(await cities()).toEqual(before);
    const open = await station('openStation', step(equipped));
    const [was, now] = [before, await cities()].map((all) => all.find(({ name }) => name === '合肥市')?.migrant);
    expect(now?.stations).toBe((was?.stations ?? 0) + 1);
    const lacking = (of: typeof was, amenity: string): number =>
      of?.missing.find((gap) => gap.amenity === amenity)?.count ?? 0;
    for (const { amenity, count } of now?.missing ?? [])
      expect([amenity, count]).toEqual([amenity, lacking(was, amenity) + (amenities.includes(amenity) ? 0 : 1)]);
    const others = (all: readonly City[]): readonly City[] => all.filter(({ name }) => name !== '合肥市');
    expect(others(await cities())).toEqual(others(before));
    await station('closeStation', step(open, { reason: '撤站' }));
    expect(await cities()).toEqual(before);
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
