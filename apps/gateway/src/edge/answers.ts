import type { ServerResponse } from 'node:http';

import type { ErrorCode } from '@nuan/errors';

/** A refusal before GraphQL: no operation ran. */
export interface EdgeRefusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Sends a JSON page. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Sends a refusal in the form of a GraphQL answer, so that a client reads one shape of error everywhere. */
export function refuse(response: ServerResponse, requestId: string, refusal: EdgeRefusal): void {
  const { status, code, message, headers } = refusal;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  sendJson(response, status, { errors: [{ message, extensions: { code, requestId } }] });
}
