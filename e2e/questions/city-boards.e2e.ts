import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import * as figures from './city-figures';

interface Part {
  readonly [field: string]: unknown;
}
interface City {
  readonly code: string;
  readonly name: string;
  readonly [block: string]: unknown;
}

const CODES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18].map(
  (city) => `34${String(city).padStart(2, '0')}00`,
);

/** `[{ cause: 'ILLNESS', count: 3 }]` → `{ ILLNESS: '3' }`; parts of nothing are left out, as a count of rows has none. */
function tallied(parts: readonly Part[], key: string, value: (part: Part) => unknown): Record<string, string> {
  const entries = parts.map((part) => [String(part[key]), String(value(part))] as const);
  return Object.fromEntries(entries.filter(([, found]) => found !== '0' && found !== '0.00'));
}

const blockOf = (city: City, name: string): Part => city[name] as Part;
const listOf = (block: Part, name: string): readonly Part[] => block[name] as readonly Part[];

describe('the boards of the cities, against a count of the rows', () => {
  let graph: SampleSupergraph;
  const ask = async (question: string): Promise<readonly City[]> => {
    const { data, errors } = await graph.askQuestion<{ regions: readonly City[] }>(question);
    expect(errors).toBeUndefined();
    return data.regions;
  };
  beforeAll(async () => {
    graph = await startSampleSupergraph();
  });
  afterAll(() => graph.stop());

  describe('q01, the city board', () => {
    let cities: readonly City[];
    beforeAll(async () => {
      cities = await ask('q01-city-board');
    });

    it('names the sixteen cities in order', () => {
      expect(cities.map(({ code }) => code)).toEqual(CODES);
      expect(cities.map(({ name }) => name)).toContain('合肥市');
    });

    it('counts files, migrants, exits and causes', async () => {
      const [rows, causes] = await Promise.all([figures.hardshipOf(graph.db, 2016), figures.causesOf(graph.db)]);
      for (const city of cities) {
        const block = blockOf(city, 'hardship');
        const row = rows.get(city.code);
        expect([block['filed'], block['migrant'], block['exited']]).toEqual([row?.filed, row?.migrant, row?.exited]);
        expect(tallied(listOf(block, 'byCause'), 'cause', (part) => part['count'])).toEqual(causes.get(city.code));
      }
    });

    it('counts distressed enterprises by kind and visits', async () => {
      const [kinds, visits] = await Promise.all([figures.distressOf(graph.db), figures.visitedOf(graph.db, 'CNY2017')]);
      for (const city of cities) {
        const block = blockOf(city, 'enterpriseStats');
        const byKind = kinds.get(city.code) ?? {};
        expect(tallied(listOf(block, 'byKind'), 'kind', (part) => part['count'])).toEqual(byKind);
        expect(block['distressed']).toBe(Object.values(byKind).reduce((sum, count) => sum + Number(count), 0));
        expect(block['visited']).toBe(visits.get(city.code)?.visited ?? 0);
      }
    });

    it('adds up the money by source and group, with distinct beneficiaries', async () => {
      const campaign = 'CNY2017';
      const [paid, sources, groups, beneficiaries] = await Promise.all([
        figures.distributedOf(graph.db, campaign),
        figures.amountsBy(graph.db, 'source', { campaign }),
        figures.amountsBy(graph.db, 'target_group', { campaign }),
        figures.beneficiariesOf(graph.db, campaign),
      ]);
      for (const city of cities) {
        const block = blockOf(city, 'aid');
        const byGroup = listOf(block, 'byGroup');
        expect(block['distributed']).toBe(paid.get(city.code)?.distributed);
        expect(block['nonCashRate']).toBeCloseTo(Number(paid.get(city.code)?.nonCash), 6);
        expect(tallied(listOf(block, 'bySource'), 'source', (part) => part['amount'])).toEqual(sources.get(city.code));
        expect(tallied(byGroup, 'group', (part) => part['amount'])).toEqual(groups.get(city.code));
        expect(tallied(byGroup, 'group', (part) => (part['count'] as Part)['value'])).toEqual(
          beneficiaries.get(city.code),
        );
      }
    });

    it('counts distinct persons trained, placed and hired, and the money per placement', async () => {
      const rows = await figures.employmentOf(graph.db, 2016);
      for (const city of cities) {
        const block = blockOf(city, 'employment');
        const row = rows.get(city.code);
        const { trained = 0, placed = 0, migrants = 0, hired = 0, employed = 0, spent = '0.00' } = row ?? {};
        expect(block).toMatchObject({ trained, placed, migrantsPlaced: migrants, startupJobs: hired, spent });
        const each = employed === 0 ? null : (Math.round((Number(spent) * 100) / employed) / 100).toFixed(2);
        expect(block['costPerPlacement']).toBe(each);
      }
    });

    it('counts stations, health checks and recovered wages', async () => {
      const [facilities, services] = await Promise.all([
        figures.facilitiesOf(graph.db, 2016),
        figures.servicesOf(graph.db, 2016),
      ]);
      for (const city of cities) {
        const { homes = 0, stations = 0 } = facilities.get(city.code) ?? {};
        const service = services.get(city.code);
        expect(blockOf(city, 'migrant')).toEqual({
          homes,
          stations,
          healthChecks: service?.checks ?? 0,
          wages: {
            owed: service?.owed ?? '0.00',
            recovered: service?.recovered ?? '0.00',
            openCases: service?.open ?? 0,
          },
        });
      }
    });
  });

  it('q06: money of the year by purpose beside exits by reason and jobs that lasted', async () => {
    const cities = await ask('q06-yuan-per-exit');
    const [rows, reasons, purposes, jobs] = await Promise.all([
      figures.hardshipOf(graph.db, 2016),
      figures.exitReasonsOf(graph.db, 2016),
      figures.amountsBy(graph.db, 'purpose', { year: 2016 }),
      figures.employmentOf(graph.db, 2016),
    ]);
    cities.forEach((city, at) => {
      const code = CODES[at] ?? '';
      const hardship = blockOf(city, 'hardship');
      expect(hardship['exited']).toBe(rows.get(code)?.exited);
      expect(tallied(listOf(hardship, 'exitByReason'), 'reason', (part) => part['count'])).toEqual(
        reasons.get(code) ?? {},
      );
      const aid = blockOf(city, 'aid');
      expect(tallied(listOf(aid, 'byPurpose'), 'purpose', (part) => part['amount'])).toEqual(purposes.get(code) ?? {});
      const job = jobs.get(code);
      const { spent = '0.00', placed = 0, retained = 0 } = job ?? {};
      expect(blockOf(city, 'employment')).toEqual({ spent, placed, retained6m: retained });
    });
  });

  it('q11: stations with what they lack beside those whom they should serve', async () => {
    const cities = await ask('q11-station-gap');
    const [facilities, lacking, rows, beneficiaries] = await Promise.all([
      figures.facilitiesOf(graph.db, 2017),
      figures.lackingOf(graph.db, 2017),
      figures.hardshipOf(graph.db, 2016),
      figures.beneficiariesOf(graph.db, 'CNY2017'),
    ]);
    cities.forEach((city, at) => {
      const code = CODES[at] ?? '';
      const migrant = blockOf(city, 'migrant');
      const { homes = 0, stations = 0, score = null } = facilities.get(code) ?? {};
      expect(migrant).toMatchObject({ homes, stations, avgScore: score });
      expect(tallied(listOf(migrant, 'missing'), 'amenity', (part) => part['count'])).toEqual(lacking.get(code) ?? {});
      expect(blockOf(city, 'hardship')['migrant']).toBe(rows.get(code)?.migrant);
      const byGroup = listOf(blockOf(city, 'aid'), 'byGroup');
      expect(tallied(byGroup, 'group', (part) => (part['count'] as Part)['value'])).toEqual(beneficiaries.get(code));
    });
  });
});
