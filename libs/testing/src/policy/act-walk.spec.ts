import { describe, expect, it } from '@jest/globals';
import { ForbiddenError, InvalidInputError, NotFoundError } from '@nuan/errors';
import { enforcePolicy, type Policy, policyOf, type SubgraphContext, typeOf } from '@nuan/federation';
import { buildSchema } from 'graphql';

import { testClock } from '../subgraph-execution';
import { type ActWalk, walkActs } from './act-walk';
import { SchemaAsker } from './asker';
import { Cells } from './cells';

const COUNTY = '01890a5d-ac96-774b-bcce-b30209900001';
const CITY = '01890a5d-ac96-774b-bcce-b30209900002';
const REGIONS: Readonly<Record<string, string>> = { [COUNTY]: '340102', [CITY]: '340100' };

/** An act of makers, as the duties say. */
const POLICY: Policy = policyOf({
  types: { Worker: typeOf('CASE', 'worker:read', { id: 'CASE INTERNAL' }) },
  queries: {},
  mutations: { changePhone: ['OWN_ACT', 'INTERNAL', 'household:write'] },
});

type Change = (context: SubgraphContext, id: string) => object;

const isSeen = ({ viewer }: SubgraphContext, id: string): boolean =>
  viewer.readUnions === null && viewer.readPrefixes.some((prefix) => REGIONS[id]?.startsWith(prefix));

/** Does it to rows of the viewer's regions and unions, and knows no others. */
const sound: Change = (context, id) => {
  if (!isSeen(context, id)) throw new NotFoundError('Worker', id);
  return { id };
};

/** What the walk says of a graph that does it so. */
function walked(change: Change, policy = POLICY): Promise<ActWalk> {
  const schema = buildSchema(`
    type Worker { id: ID! } input ChangePhoneInput { id: ID! }
    type Query { worker: Worker } type Mutation { changePhone(input: ChangePhoneInput!): Worker }
  `);
  const field = schema.getMutationType()?.getFields()['changePhone'];
  if (field)
    field.resolve = ((_source: unknown, { input }: { input: { id: string } }, context: SubgraphContext) =>
      change(context, input.id)) as never;
  enforcePolicy(schema, policy);
  const options = {
    ...{ schema, policy, asker: new SchemaAsker(schema, testClock), literals: () => ({}) },
    ...{ seeds: () => new Map<string, string>(), regions: new Map<string, string[]>(), askAnonymously: null },
  };
  const known = new Map([
    ['340102', new Map([['Worker.id', COUNTY]])],
    ['340100', new Map([['Worker.id', CITY]])],
  ]);
  return walkActs(options, { known, cells: new Cells(), shared: {}, forbidden: {} });
}

describe('the walk of acts', () => {
  it('finds nothing where makers act inside their regions and unions, and reaches the row', async () => {
    expect(await walked(sound)).toEqual({ problems: [], reached: ['changePhone'], unreached: [] });
  });

  it('names who is forbidden where it has the right', async () => {
    const { problems } = await walked((context, id) => {
      if (context.viewer.readPrefixes.includes('340102')) throw new ForbiddenError('household:write');
      return sound(context, id);
    });
    expect(problems).toContainEqual(
      expect.stringMatching(/^maker \(own\) is forbidden changePhone where it has the right: /),
    );
  });

  it.each(['sibling', 'foreign', 'child', 'union'])('names who acts upon a row outside: %s', async (position) => {
    const { problems } = await walked((_context, id) => ({ id }));
    expect(problems).toContainEqual(
      expect.stringContaining(`maker (${position}) does changePhone to what lies outside`),
    );
  });

  it('names who is told that a row exists', async () => {
    const { problems } = await walked((context, id) => {
      if (id in REGIONS && !isSeen(context, id)) throw new ForbiddenError('household:write');
      return sound(context, id);
    });
    expect(problems).toContainEqual(expect.stringMatching(/^maker \(foreign\) is told by changePhone FORBIDDEN /));
  });

  it('names who acts without the right', async () => {
    const policy: Policy = { ...POLICY, mutations: { changePhone: ['OWN_ACT', 'INTERNAL'] } };
    expect((await walked(sound, policy)).problems).toContain('analyst (own) calls changePhone and meets no refusal');
  });

  it('says of an act what stops it before the row', async () => {
    const { reached, unreached } = await walked(() => {
      throw new InvalidInputError('phone', 'PHONE', 'This is no phone number.');
    });
    expect([reached, unreached]).toEqual([[], ['changePhone: BAD_USER_INPUT This is no phone number.']]);
  });
});
