import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVerifier, DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, type Verifier, type Viewer } from '@nuan/auth';
import { type Environment, readConfig, text } from '@nuan/config';
import { DomainError } from '@nuan/errors';
import { asViewer } from '@nuan/facts';
import { z } from 'zod';
import { databaseVariable, SUBGRAPHS, type SubgraphName } from '../bench.config';
import { cityBoard, type CityBoardVariables } from './city-board';
import { Databases } from './databases';
import { DomainClock } from './domain-clock';
import { householdPage, type HouseholdPageVariables } from './household-page';

/** What the bench tells the server that it starts. */
export interface ByHandSettings {
  readonly urls: Readonly<Record<SubgraphName, string>>;
  readonly jwksFile: string;
  readonly clockOffsetMs: number;
}

type Answer = (viewer: Viewer, variables: never) => Promise<object>;

const JWKS = 'NUAN_JWKS';
const CLOCK_OFFSET = 'NUAN_CLOCK_OFFSET_MS';

/** The settings as the environment of the server's process. */
export function byHandEnvironment({ urls, jwksFile, clockOffsetMs }: ByHandSettings): Record<string, string> {
  const databases = SUBGRAPHS.map((name) => [databaseVariable(name), urls[name]]);
  return {
    ...(Object.fromEntries(databases) as Record<string, string>),
    [JWKS]: jwksFile,
    [CLOCK_OFFSET]: String(clockOffsetMs),
    NODE_ENV: 'production',
  };
}

/** Serves both questions on a free port of 127.0.0.1 and returns the port: a path each, the variables as JSON body, the token checked as everywhere. */
export async function serveByHand(env: Environment): Promise<number> {
  const { urls, jwksFile, clockOffsetMs } = readSettings(env);
  const databases = new Databases(urls);
  const clock = new DomainClock(clockOffsetMs);
  const verifier = createVerifier({
    issuers: [
      {
        jwks: JSON.parse(readFileSync(jwksFile, 'utf8')) as never,
        issuer: DEVELOPMENT_ISSUER,
        audience: DEVELOPMENT_AUDIENCE,
        isOwn: true,
      },
    ],
    clockToleranceS: 30,
  });
  const routes = new Map<string, Answer>([
    ['/city-board', (viewer, variables: CityBoardVariables) => cityBoard(databases, viewer, clock, variables)],
    ['/household-page', (viewer, variables: HouseholdPageVariables) => householdPage(databases, viewer, variables)],
  ]);
  const server = createServer((request, response) => void answer(routes, verifier, request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

async function answer(
  routes: ReadonlyMap<string, Answer>,
  verifier: Verifier,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const route = routes.get(request.url ?? '');
    if (route === undefined || request.method !== 'POST') return send(response, 404, { error: 'NOT_FOUND' });
    const viewer = await verifier.verify(request.headers.authorization);
    const variables = (await readJson(request)) as never;
    send(response, 200, { data: await asViewer(viewer, () => route(viewer, variables)) });
  } catch (error) {
    if (error instanceof DomainError) return send(response, 403, { error: error.code, message: error.message });
    send(response, 500, { error: 'INTERNAL', message: error instanceof Error ? error.message : String(error) });
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

function readSettings(env: Environment): ByHandSettings {
  const urls = readConfig(z.object(Object.fromEntries(SUBGRAPHS.map((name) => [databaseVariable(name), text()]))), env);
  const read = readConfig(z.object({ [JWKS]: text(), [CLOCK_OFFSET]: text('0') }), env);
  return {
    urls: Object.fromEntries(SUBGRAPHS.map((name) => [name, urls[databaseVariable(name)]])) as never,
    jwksFile: String(read[JWKS]),
    clockOffsetMs: Number(read[CLOCK_OFFSET]),
  };
}
