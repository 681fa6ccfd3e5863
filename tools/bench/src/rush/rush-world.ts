import { FaultError } from '@nuan/errors';
import type pg from 'pg';

import type { SubgraphProgram } from '../subgraph-program';

/** A district of the sample's province, where the event is held. */
export const DISTRICT = '340103';
/** The day on which the domain stands: that of the sample. */
export const NOW = '2017-01-23T18:00:00+08:00';

/** An event whose places are claimed, and who claims them. */
export interface RushGround {
  readonly eventId: string;
  readonly persons: readonly string[];
}

const PERSONS = `
insert into worker_projection (id, region_code, is_migrant, source_version)
select (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000001')::uuid, '${DISTRICT}', true, 1 from generate_series(1, $1::int) n
returning id`;

const mutation = (name: string): string =>
  `mutation($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { outcome: ${name}(input: $input) {
    __typename ... on CultureEvent { id version } } }`;

interface Outcome {
  readonly outcome: { readonly __typename: string; readonly id: string; readonly version: number };
}

/** Makes as many persons as there will be claims. As the owner of the tables. */
export async function makePersons(owner: pg.Client, claims: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(PERSONS, [claims]);
  return rows.map(({ id }) => id);
}

/** Plans and opens an event with so many places, as an officer does; returns its id. */
export async function openDrive(program: SubgraphProgram, quota: number): Promise<string> {
  const input = {
    ...{ kind: 'APP_DRIVE', title: 'bench', regionCode: DISTRICT, heldOn: '2017-01-27', quota },
    ...{ opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00', idempotencyKey: 'bench-rush-1' },
  };
  const { id, version } = (await program.ask<Outcome>(mutation('planEvent'), { input })).outcome;
  const opening = { input: { id, expectedVersion: version } };
  const { outcome } = await program.ask<Outcome>(mutation('openEvent'), opening);
  if (outcome.__typename !== 'CultureEvent') throw new FaultError(`the event can't be opened: ${outcome.__typename}`);
  return id;
}
