import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError } from '@nuan/errors';

/** Asked when the saved questions aren't there. */
const SMALLEST_QUESTION = '{ regions(under: "340000", level: PREFECTURE) { code name } }';

const TOKENS_WAIT_MS = 10_000;
const TRY_EVERY_MS = 50;

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
  const { data, errors } = await askUntilTokensAreTaken(graphqlUrl, token, {
    query: isSaved ? readFileSync(file, 'utf8') : SMALLEST_QUESTION,
    variables: isSaved ? readVariables(questionsDir, name) : {},
  });
  const [error] = errors ?? [];
  if (error !== undefined) throw new FaultError(`the first question failed: ${error.message}`);
  return {
    question: isSaved ? name : 'regions',
    ms: Math.round(performance.now() - since),
    regions: data?.regions?.length ?? 0,
  };
}

interface Answer {
  readonly data?: { readonly regions?: readonly unknown[] };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Programs that start together take tokens a moment later than they are ready: once each has the list of revoked ones. */
async function askUntilTokensAreTaken(graphqlUrl: string, token: string, body: object): Promise<Answer> {
  for (const until = Date.now() + TOKENS_WAIT_MS; ; await sleep(TRY_EVERY_MS)) {
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Answer;
    const isEarly = answer.errors?.some(({ extensions }) => extensions?.code === 'UNAVAILABLE') ?? false;
    if (!isEarly || Date.now() > until) return answer;
  }
}

function readVariables(questionsDir: string, name: string): unknown {
  const all = JSON.parse(readFileSync(join(questionsDir, 'variables.json'), 'utf8')) as Record<string, unknown>;
  return all[name] ?? {};
}
