import { expect } from '@jest/globals';
import type { Action, DevelopmentTokenOptions } from '@nuan/auth';
import type { SampleDatabase } from '../../tools/sample-data/src';
import { rowsOf } from '../testkit/rows';
import type { SampleSubgraph } from '../testkit/sample-subgraph';

/** A subgraph that departments knock at. */
type Door = Pick<SampleSubgraph, 'knock'> & { readonly tokens: Pick<SampleSubgraph['tokens'], 'issue'> };

/** Hefei, its district Luyang, where the stories play, and the city next door. */
export const HEFEI = '340100';
export const LUYANG = '340103';
export const WUHU = '340200';

/** A program of a partner department: one subgraph, a contract, its rights and a region, as identity registers it. */
export const partnerOf =
  (subgraph: SampleDatabase) =>
  (department: string, contract: string, subject: string, scopes: readonly Action[], region = HEFEI) =>
    ({
      role: 'partner',
      department,
      contract,
      subject,
      subgraph,
      scopes,
      region,
    }) as const satisfies Partial<DevelopmentTokenOptions>;

/** The same without a contract, which development alone takes. */
export const unboundOf =
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
export async function peopleOf(system: Pick<SampleSubgraph, 'db'>, count: number, unless: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    system.db,
    `select id from worker_projection w where region_code = $1 and not (${unless}) order by id limit $2`,
    [LUYANG, count],
  );
  expect(rows).toHaveLength(count);
  return rows.map(({ id }) => id);
}

/** An employer of Hefei that a condition holds for, by id. */
export async function employerOf(system: Pick<SampleSubgraph, 'db'>, condition = 'true'): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    system.db,
    `select id from enterprise_projection where region_code like '3401%' and (${condition}) order by id limit 1`,
  );
  expect(row).toBeDefined();
  return row?.id ?? '';
}

/** What a token without any of these is told: nothing at all, and neither is a token that was made out for a sibling. */
export async function expectShut(system: Door, sibling: Partial<DevelopmentTokenOptions>): Promise<void> {
  const refused = { status: 401, code: 'UNAUTHENTICATED' };
  expect(await system.knock()).toEqual(refused);
  expect(await system.knock('Bearer nobody')).toEqual(refused);
  expect(await system.knock(`Bearer ${await system.tokens.issue(sibling)}`)).toEqual(refused);
}

/** Whom the audit names for a program: the holder of its token. */
export async function actorOf(
  system: Pick<Door, 'tokens'>,
  program: Partial<DevelopmentTokenOptions>,
): Promise<string> {
  const [, claims = ''] = (await system.tokens.issue(program)).split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly sub: string }).sub;
}
