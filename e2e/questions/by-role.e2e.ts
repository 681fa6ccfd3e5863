import { join, resolve } from 'node:path';
import { DEVELOPMENT_REGIONS, type Role, ROLES } from '@nuan/auth';
import { viewerWith } from '@nuan/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examplesFor, readQuestions, type SavedQuestion } from '../../apps/gateway/src/questions';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** What the page offers a role is what the role may run, each in its usual division. */
describe('the saved questions, by role', () => {
  let sample: SampleSupergraph;
  let questions: readonly SavedQuestion[];

  beforeAll(async () => {
    questions = await readQuestions(join(resolve(__dirname, '../../apps/gateway'), 'questions'));
    sample = await startSampleSupergraph();
  });
  afterAll(() => sample?.stop());

  const offered = (role: Role, of = questions) =>
    examplesFor(viewerWith({ role, read: [DEVELOPMENT_REGIONS[role]] }), of).examples;

  async function codes(role: Role, query: string, variables: object): Promise<unknown[]> {
    const { errors } = await sample.ask(query, variables, { role, region: DEVELOPMENT_REGIONS[role] });
    return (errors ?? []).map(({ extensions }) => extensions['code']);
  }

  it.each(ROLES)('are offered to %s where it may run them, and nowhere else', async (role) => {
    const names = offered(role).map(({ name }) => name);
    for (const { name, query, variables } of offered(
      role,
      questions.map((question) => ({ ...question, roles: ROLES })),
    )) {
      const refused = await codes(role, query, variables);
      if (names.includes(name)) expect([name, refused]).toEqual([name, []]);
      else expect([name, refused]).toEqual([name, expect.arrayContaining(['FORBIDDEN'])]);
    }
  });
});
