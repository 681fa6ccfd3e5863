import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isRole, issueAllInOneToken, ROLES } from '@nuan/auth';
import { type Environment, readGatewayTarget } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { formatAnswer } from './answer-table';

const TOKEN_TTL_S = 300;

interface Answer {
  readonly data?: Parameters<typeof formatAnswer>[0] | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string };
  }[];
}

/**
 * Runs a saved question and returns what to print (no wider than `screenWidth` columns), and whether it was answered without an error.
 * @throws FaultError in one line: unknown question, gateway not running, bad arguments.
 */
export async function ask(
  questionsDir: string,
  args: readonly string[],
  env: Environment,
  screenWidth?: number,
): Promise<{ text: string; isClean: boolean }> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      variables: { type: 'string', default: '{}' },
      role: { type: 'string', default: 'province' },
      region: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [name] = positionals;
  if (name === undefined) return { text: listQuestions(questionsDir), isClean: true };
  const question = readQuestion(questionsDir, name);
  const variables = { ...question.variables, ...parseVariables(values.variables) };
  const { url, dataDir, token: given } = readGatewayTarget(env, 'ask');
  const token = given ?? (await issueToken(dataDir, values.role, values.region));
  const since = performance.now();
  const answer = await post(url, token, { query: question.document, variables });
  const ms = Math.round(performance.now() - since);
  const errors = (answer.errors ?? []).map(
    ({ message, path, extensions }) =>
      `error ${extensions?.code ?? ''} at ${path?.join('.') ?? 'the request'}: ${message}`,
  );
  if (values.json) return { text: JSON.stringify(answer, null, 2), isClean: errors.length === 0 };
  const body = answer.data ? formatAnswer(answer.data, screenWidth) : 'no data';
  const asked = `${question.title}\n${name} ${JSON.stringify(variables)}: ${ms} ms`;
  return { text: [asked, body, ...errors].join('\n\n'), isClean: errors.length === 0 };
}

function listQuestions(questionsDir: string): string {
  const names = questionNames(questionsDir).map(
    (name) => `  ${name.padEnd(26)} ${readQuestion(questionsDir, name).title}`,
  );
  return ['usage: npm run ask -- QUESTION, where QUESTION is one of', ...names].join('\n');
}

function questionNames(questionsDir: string): string[] {
  const files = readdirSync(questionsDir).filter((file) => file.endsWith('.graphql'));
  return files.map((file) => file.slice(0, -'.graphql'.length)).sort();
}

function readQuestion(questionsDir: string, name: string) {
  const file = join(questionsDir, `${name}.graphql`);
  if (!questionNames(questionsDir).includes(name) || !existsSync(file)) {
    throw new FaultError(`no question is named ${name}; there is ${questionNames(questionsDir).join(', ')}`);
  }
  const document = readFileSync(file, 'utf8');
  const all = JSON.parse(readFileSync(join(questionsDir, 'variables.json'), 'utf8')) as Record<string, object>;
  const title = /^# *(.*)$/m.exec(document)?.[1] ?? name;
  return { document, title, variables: all[name] ?? {} };
}

function parseVariables(json: string): object {
  try {
    return JSON.parse(json) as object;
  } catch {
    throw new FaultError(`--variables is no JSON: ${json}`);
  }
}

async function issueToken(dataDir: string, role: string, region: string | undefined): Promise<string> {
  if (!isRole(role)) throw new FaultError(`--role is one of ${ROLES.join(', ')}`);
  if (!existsSync(dataDir)) throw new FaultError(`${dataDir} doesn't exist: run "npm start" first, or set NUAN_TOKEN`);
  return issueAllInOneToken(dataDir, role, { ...(region !== undefined && { region }), ttlS: TOKEN_TTL_S });
}

async function post(gatewayUrl: string, token: string, body: object): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(gatewayUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new FaultError(`nothing answers at ${gatewayUrl}: run "npm start" and wait until it says Ready`, { cause });
  }
  if (!/json/.test(response.headers.get('content-type') ?? '')) {
    throw new FaultError(`${gatewayUrl} answered with status ${response.status} and no JSON`);
  }
  return (await response.json()) as Answer;
}
