import { expect } from '@jest/globals';
import type { Action, DevelopmentTokenOptions } from '@nuan/auth';
import type { SampleDatabase } from '../../tools/sample-data/src';
import { rowsOf } from '../testkit/rows';
import type { SampleSubgraph } from '../testkit/sample-subgraph';

/** Hefei, its district Luyang, where the stories play, and the city next door. */
export const HEFEI = '340100';
export const LUYANG = '340103';
export const WUHU = '340200';

/** A person of a partner department, whose token names a region, one subgraph and its rights, and nothing else. */
export const partnerOf =
  (subgraph: SampleDatabase) =>
  (department: string, subject: string, scopes: readonly Action[], region = HEFEI) =>
    ({
      role: 'partner',
      department,
      subject,
      subgraph,
      scopes,
      region,
    }) as const satisfies Partial<DevelopmentTokenOptions>;

/** People of Luyang whom `unless` doesn't hold back, by id. */
export async function peopleOf(system: SampleSubgraph, count: number, unless: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    system.db,
    `select id from worker_projection w where region_code = $1 and not (${unless}) order by id limit $2`,
    [LUYANG, count],
  );
  expect(rows).toHaveLength(count);
  return rows.map(({ id }) => id);
}

/** An employer of Hefei that a condition holds for, by id. */
export async function employerOf(system: SampleSubgraph, condition = 'true'): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    system.db,
    `select id from enterprise_projection where region_code like '3401%' and (${condition}) order by id limit 1`,
  );
  expect(row).toBeDefined();
  return row?.id ?? '';
}

/** What a token without any of these is told: nothing at all, and neither is a token that was made out for a sibling. */
export async function expectShut(system: SampleSubgraph, sibling: Partial<DevelopmentTokenOptions>): Promise<void> {
  const refused = { status: 401, code: 'UNAUTHENTICATED' };
  expect(await system.knock()).toEqual(refused);
  expect(await system.knock('Bearer nobody')).toEqual(refused);
  expect(await system.knock(`Bearer ${await system.tokens.issue(sibling)}`)).toEqual(refused);
}
