import { beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Viewer } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { buildSubgraphSchema, type SubgraphDefinition } from '@nuan/federation';
import type { GraphQLSchema } from 'graphql';

import { expectsRight } from '../policy/expected-matrix';
import { executeSubgraph, testCipher, testClock } from '../subgraph-execution';
import { type TestDatabase, useTestDatabase } from '../test-database';
import { viewerWith } from '../test-viewer';
import { inputWith, type RegionPlace, regionPlaces } from './region-places';

/** How one place that takes a region is tried, where the least input doesn't come as far. */
export interface TriedPlace {
  /** What the mutation is given beside the region; rows that it needs are made here. */
  readonly given?: (db: TestDatabase) => Promise<object> | object;
  /** Another rule that refuses such a division; REGION_VALID_ON when absent. */
  readonly rule?: string;
  /** Another field that the refusal names; the place itself when absent. */
  readonly field?: string;
  /** Only cities may stand here. */
  readonly takesCities?: boolean;
  /** Who asks; an officer of the province with the right when absent. */
  readonly viewer?: Viewer;
}

/** What the generated test of a subgraph's regions needs to know. */
export interface RegionReferenceTest {
  readonly definition: SubgraphDefinition;
  /** By `mutation path`: how it is tried, or why no fact takes this region for its place. */
  readonly places?: Readonly<Record<string, TriedPlace | string>>;
}

/** Divisions in which nothing can happen on 2017-01-23: ended in 2011, founded in 2019, on no list. */
const COUNTIES = ['341402', '340281', '340199'];
const CITIES = ['341400', '340900'];

/** Where nobody of these divisions writes. */
const ELSEWHERE = '340200';

interface Answer {
  /** Code of the error, when it is none of the outcomes. */
  readonly code: string | null;
  readonly rule: string | null;
  readonly field: string | null;
  readonly told: string;
}

/**
 * States as a test that every mutation that takes a region for the place of a fact refuses a division that didn't exist on the day of
 * the fact, by a rule and a field, and takes one that did. The places are read from the schema, so a new one is tried of itself.
 */
export function testRegionReferences({ definition, places = {} }: RegionReferenceTest): void {
  describe(`the regions that ${definition.name} is given`, () => {
    const db = useTestDatabase(definition.database);
    let schema: GraphQLSchema;
    let all: readonly RegionPlace[] = [];

    beforeAll(async () => {
      const parts = definition.compose({ db: db.app, clock: testClock, cipher: testCipher });
      schema = await buildSubgraphSchema(definition, parts);
      all = regionPlaces(schema);
    }, 60_000);

    const howOf = (place: RegionPlace): TriedPlace | string => places[nameOf(place)] ?? {};
    const tried = (): (readonly [RegionPlace, TriedPlace])[] =>
      all.flatMap((place) => {
        const how = howOf(place);
        return typeof how === 'string' ? [] : [[place, how] as const];
      });
    const ask = async (
      place: RegionPlace,
      how: TriedPlace,
      given: object,
      region: string,
      viewer = how.viewer ?? officerFor(definition, place.mutation),
    ): Promise<Answer> => {
      const field = schema.getMutationType()?.getFields()[place.mutation];
      if (!field) throw new FaultError(`the schema has no ${place.mutation}`);
      const { data, errors } = await executeSubgraph<Record<string, { rule?: string; field?: string } | null> | null>(
        definition,
        {
          db: db.app,
          viewer,
          query: `mutation($input: ${String(field.args[0]?.type)}) {
            ${place.mutation}(input: $input) { __typename ... on RuleBroken { rule field } } }`,
          variables: { input: inputWith(field, { ...given }, place.path, region) },
        },
      );
      const refusal = data?.[place.mutation] ?? errors[0]?.details ?? {};
      const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
      const [rule, at] = ['rule', 'field'].map((name) => text((refusal as Record<string, unknown>)[name]));
      return {
        code: errors[0]?.code ?? null,
        rule: rule ?? null,
        field: at ?? null,
        told: errors[0] ? `${errors[0].code}: ${errors[0].message}` : JSON.stringify(refusal),
      };
    };
    const wanted = (place: RegionPlace, { rule = 'REGION_VALID_ON', field = place.path.join('.') }: TriedPlace) =>
      ({ rule, field }) as const;

    it('I32: are each the place of a fact, or a reason is given', () => {
      const known = all.map(nameOf);
      expect(Object.keys(places).filter((name) => !known.includes(name))).toEqual([]);
      expect(tried().length).toBeGreaterThan(0);
    });

    it('I32: are refused where the division had ended, had not begun or never was on the day of the fact', async () => {
      const wrong: string[] = [];
      for (const [place, how] of tried()) {
        const { rule, field } = wanted(place, how);
        for (const region of how.takesCities ? CITIES : COUNTIES) {
          const answer = await ask(place, how, (await how.given?.(db)) ?? {}, region);
          if (answer.rule !== rule || answer.field !== field)
            wrong.push(`${nameOf(place)} = ${region}: ${answer.told}, not ${rule} of ${field}`);
        }
      }
      expect(wrong).toEqual([]);
    }, 120_000);

    it('I32: are taken where the division existed on that day', async () => {
      const wrong: string[] = [];
      for (const [place, how] of tried()) {
        const { rule, field } = wanted(place, how);
        const region = how.takesCities ? '340100' : '340102';
        const answer = await ask(place, how, (await how.given?.(db)) ?? {}, region);
        if ((answer.rule === rule && answer.field === field) || answer.told.startsWith('INTERNAL'))
          wrong.push(`${nameOf(place)} = ${region}: ${answer.told}`);
      }
      expect(wrong).toEqual([]);
    }, 120_000);

    it('I34: are taken of nobody who has the right in another region alone', async () => {
      const wrong: string[] = [];
      for (const [place, how] of tried()) {
        const region = how.takesCities ? '340100' : '340102';
        const stranger = movedTo(ELSEWHERE, how.viewer ?? officerFor(definition, place.mutation));
        const answer = await ask(place, how, (await how.given?.(db)) ?? {}, region, stranger);
        if (!['FORBIDDEN', 'NOT_FOUND'].includes(answer.code ?? '')) wrong.push(`${nameOf(place)}: ${answer.told}`);
      }
      expect(wrong).toEqual([]);
    }, 120_000);
  });
}

const nameOf = ({ mutation, path }: RegionPlace): string => `${mutation} ${path.join('.')}`;

/** The same person with another region. */
function movedTo(regionCode: string, viewer: Viewer): Viewer {
  const { readPrefixes, writePrefixes } = viewerWith({ read: [regionCode] });
  return { ...viewer, readPrefixes, writePrefixes };
}

/** Somebody over the whole province who holds the right of a mutation. */
function officerFor({ policy }: SubgraphDefinition, mutation: string): Viewer {
  const [, , ...rights] = policy?.mutations?.[mutation] ?? [];
  const role = ROLES.find((candidate) => rights.some((right) => expectsRight(candidate, right) === true));
  if (!role) throw new FaultError(`no role is known to hold ${rights.join(', ')} for ${mutation}`);
  return viewerWith({ role, read: ['340000'] });
}
