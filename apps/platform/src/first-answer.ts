import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FaultError } from '@nuan/errors';

/** Asked when the saved questions aren't there. */
const SMALLEST_QUESTION = '{ regions(under: "340000", level: PREFECTURE) { code name } }';

/** How the first answer came. */
export interface FirstAnswer {
  readonly question: string;
  readonly ms: number;
  readonly regions: number;
}

/**
 * Asks the city board through the gateway, as a client would, and counts the regions that came back.
 * @throws FaultError when the answer holds errors.
 */
export async function askFirstQuestion(graphqlUrl: string, token: string, questionsDir: string): Promise<FirstAnswer> {
  const since = performance.now();
  const name = 'q01-city-board';
  const file = join(questionsDir, `${name}.graphql`);
  const isSaved = existsSync(file);
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: isSaved ? readFileSync(file, 'utf8') : SMALLEST_QUESTION,
      variables: isSaved ? readVariables(questionsDir, name) : {},
    }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { regions?: unknown[] };
    errors?: { message: string }[];
  };
  const [error] = errors ?? [];
  if (error !== undefined) throw new FaultError(`the first question failed: ${error.message}`);
  return {
    question: isSaved ? name : 'regions',
    ms: Math.round(performance.now() - since),
    regions: data?.regions?.length ?? 0,
  };
}

function readVariables(questionsDir: string, name: string): unknown {
  const all = JSON.parse(readFileSync(join(questionsDir, 'variables.json'), 'utf8')) as Record<string, unknown>;
  return all[name] ?? {};
}
