import { isUuid } from '@nuan/kernel';
import { UnavailableError } from '@nuan/errors';
import type { Logger } from '@nuan/telemetry';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { personRoleOf } from '../role/person-role';
import { AttemptLimit } from './attempt-limit';
import type { ClientCredentialsService } from './client-credentials.service';
import type { TokenExchangeService } from './token-exchange.service';
import { RoleToBeChosen, type TokenAnswer, TokenIssued } from './token.answers';

/** RFC 8693. */
export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const SUBJECT_TOKEN_TYPES = [
  ACCESS_TOKEN,
  'urn:ietf:params:oauth:token-type:id_token',
  'urn:ietf:params:oauth:token-type:jwt',
];

const MAX_BODY_BYTES = 16 * 1024;
/** Requests of one address in a minute: an office behind one address signs in, every ten minutes each. */
const PER_ADDRESS = 600;
/** Requests of one address for one client in a minute, so that a secret isn't guessed. */
const PER_CLIENT = 30;

/** What the token endpoint works with. */
export interface TokenEndpoint {
  readonly exchange: TokenExchangeService;
  readonly clients: ClientCredentialsService;
  readonly logger: Logger;
}

/** `POST /token`: forms in, JSON out, errors as RFC 6749 has them. */
export function tokenRoutes(endpoint: TokenEndpoint): FastifyPluginAsync {
  const perAddress = new AttemptLimit(PER_ADDRESS);
  const perClient = new AttemptLimit(PER_CLIENT);
  return async (app) => {
    readForms(app, endpoint.logger);
    app.post('/token', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      reply.header('pragma', 'no-cache');
      if (!(request.body instanceof URLSearchParams))
        return refuse(reply, 400, 'invalid_request', 'Send a form (application/x-www-form-urlencoded).');
      const form = onlyOnce(request.body);
      if (form === null) return refuse(reply, 400, 'invalid_request', 'A parameter is given twice.');
      const client = form.get('grant_type') === 'client_credentials' ? clientOf(request, form) : null;
      const taken = [perAddress.take(request.ip)];
      if (client) taken.push(perClient.take(`${request.ip} ${client.clientId}`));
      const waitS = Math.max(...taken.map((attempt) => attempt.waitS));
      if (taken.some(({ isFirst }) => isFirst)) await endpoint.clients.turnedAway(client?.clientId ?? null);
      if (waitS > 0) return tooMany(reply, waitS);
      return answer(endpoint, reply, form, client);
    });
  };
}

/** Bodies of this endpoint alone are forms: GraphQL never reads what a page of another origin may send unasked. */
function readForms(app: FastifyInstance, logger: Logger): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    if (error instanceof UnavailableError) return refuse(reply, 503, 'temporarily_unavailable', error.message);
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'invalid_request', 'The request is not a readable form.');
    logger.error({ err: error }, 'a token request failed');
    return refuse(reply, 500, 'server_error', 'Something failed on our side.');
  });
}

function onlyOnce(form: URLSearchParams): URLSearchParams | null {
  const names = [...form.keys()];
  return new Set(names).size === names.length ? form : null;
}

interface ClientParameters {
  readonly clientId: string;
  readonly secret: string;
}

/** Client id and secret, from the Authorization header (client_secret_basic) or the form (client_secret_post). */
function clientOf(request: FastifyRequest, form: URLSearchParams): ClientParameters | null {
  const [, basic] = /^Basic ([A-Za-z0-9+/=]{1,1000})$/.exec(request.headers.authorization ?? '') ?? [];
  const [, id, secret] = basic ? (/^([^:]*):(.*)$/.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? []) : [];
  const clientId = id ?? form.get('client_id');
  const given = secret ?? form.get('client_secret');
  return clientId && given && given.length <= 200 ? { clientId, secret: given } : null;
}

async function answer(
  endpoint: TokenEndpoint,
  reply: FastifyReply,
  form: URLSearchParams,
  client: ClientParameters | null,
): Promise<FastifyReply> {
  switch (form.get('grant_type')) {
    case 'client_credentials': {
      const scopes = (form.get('scope') ?? '').split(' ').filter(Boolean);
      const issued = client && (await endpoint.clients.issue({ ...client, scopes }));
      if (issued instanceof TokenIssued) return sendToken(reply, issued);
      reply.header('www-authenticate', 'Basic realm="nuan"');
      return refuse(reply, 401, 'invalid_client', 'Client and secret do not hold.');
    }
    case TOKEN_EXCHANGE: {
      const request = exchangeOf(form);
      if (typeof request === 'string') return refuse(reply, 400, 'invalid_request', request);
      return sendAnswer(reply, await endpoint.exchange.exchange(request));
    }
    default:
      return refuse(reply, 400, 'unsupported_grant_type', 'Use token-exchange or client_credentials.');
  }
}

function exchangeOf(form: URLSearchParams) {
  const subjectToken = form.get('subject_token');
  if (!subjectToken) return 'subject_token is missing.';
  if (!SUBJECT_TOKEN_TYPES.includes(form.get('subject_token_type') ?? ''))
    return `subject_token_type is one of ${SUBJECT_TOKEN_TYPES.join(', ')}.`;
  const roleName = form.get('role');
  const role = roleName === null ? null : personRoleOf(roleName);
  if (roleName !== null && role === null) return 'role is no role of a person.';
  const [assignmentId, delegationId, emergencyId] = ['assignment', 'delegation', 'emergency'].map((name) =>
    form.get(name),
  );
  const ids = [assignmentId, delegationId, emergencyId].filter((id) => typeof id === 'string');
  if (ids.length > 1) return 'Give one of assignment, delegation and emergency.';
  if (!ids.every(isUuid)) return 'An id is a UUID.';
  return {
    ...{ subjectToken, role, assignmentId: assignmentId ?? null },
    ...{ delegationId: delegationId ?? null, emergencyId: emergencyId ?? null },
  };
}

function sendAnswer(reply: FastifyReply, answered: TokenAnswer): FastifyReply {
  if (answered instanceof TokenIssued) return sendToken(reply, answered);
  if (answered instanceof RoleToBeChosen)
    return reply.code(400).send({
      ...{ error: 'invalid_request', error_description: 'Several roles are held: name role or assignment.' },
      roles: answered.choices.map(({ role, assignmentId, readRegions }) => ({
        ...{ role: role.toLowerCase(), assignment: assignmentId, read: readRegions },
      })),
    });
  return refuse(reply, 400, 'invalid_grant', 'The token or the role that is asked for does not hold.');
}

function sendToken(reply: FastifyReply, { accessToken, expiresInS, scopes }: TokenIssued): FastifyReply {
  return reply.send({
    ...{ access_token: accessToken, issued_token_type: ACCESS_TOKEN, token_type: 'Bearer', expires_in: expiresInS },
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  });
}

function tooMany(reply: FastifyReply, waitS: number): FastifyReply {
  reply.header('retry-after', String(waitS));
  return refuse(reply, 429, 'temporarily_unavailable', 'Too many requests; wait and try again.');
}

function refuse(reply: FastifyReply, status: number, error: string, description: string): FastifyReply {
  return reply.code(status).send({ error, error_description: description });
}
