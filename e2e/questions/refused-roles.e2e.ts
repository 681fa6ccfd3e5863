import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Role, ROLES } from '@nuan/auth';

import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const OFFERED = JSON.parse(
  readFileSync(join(__dirname, '../../apps/gateway/questions/roles.json'), 'utf8'),
) as Readonly<Record<string, readonly Role[]>>;

describe('a saved question that a role may not ask whole', () => {
  let graph: SampleSupergraph;
  beforeAll(async () => void (graph = await startSampleSupergraph()));
  afterAll(() => graph.stop());

  const refused = Object.entries(OFFERED).flatMap(([question, roles]) =>
    ROLES.filter((role) => role !== 'partner' && !roles.includes(role)).map((role) => [question, role] as const),
  );

  it.each(refused)('%s: tells %s what it may not, and of no fault beside it', async (question, role) => {
    const region = role === 'province' ? '340000' : '340102';
    const { errors } = await graph.askQuestion(question, {}, { role, region });
    const codes = new Set(errors?.map(({ extensions }) => extensions['code']));
    // A cashier is told whatever q10 asks for, which is no question of its work.
    expect([...codes]).toEqual(question === 'q10-pairing-compliance' && role === 'cashier' ? [] : ['FORBIDDEN']);
  });
});
