import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { buildSubgraphSchema } from '@apollo/subgraph';
import { REFERENCE_VERSION } from '@nuan/regions';
import { graphql, type GraphQLSchema, parse } from 'graphql';

import type { Specimen } from './specimen.schemas';

/** One GraphQL request that a specimen received. */
export interface ReceivedRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
  /** As it came, before it was parsed. */
  readonly body: string;
}

/** Stands for the request that a specimen should have received, and didn't. */
export const noRequest: ReceivedRequest = { query: '', variables: {}, headers: {}, body: '' };

/** How a specimen misbehaves; `null` answers as it should. */
export type Fault = ((request: ReceivedRequest, response: ServerResponse) => void) | null;

/** A subgraph over real HTTP on a free port: it counts requests, and misbehaves on demand. */
export class SpecimenServer {
  readonly received: ReceivedRequest[] = [];
  fault: Fault = null;
  reference: string = REFERENCE_VERSION;
  isLoaded = true;
  private readonly schema: GraphQLSchema;
  private readonly server: Server;

  constructor({ sdl, resolvers }: Specimen) {
    this.schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/health') return send(response, 200, { status: 'ok', reference: this.reference });
    if (request.url === '/readiness') return send(response, this.isLoaded ? 200 : 503, { ready: this.isLoaded });
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { query, variables } = JSON.parse(body) as Pick<ReceivedRequest, 'query' | 'variables'>;
    const received = { query, variables, headers: request.headers, body };
    this.received.push(received);
    if (this.fault) return this.fault(received, response);
    send(response, 200, await graphql({ schema: this.schema, source: query, variableValues: variables }));
  }
}

/** Answers with JSON. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A subgraph whose process is gone. */
export const dead: Fault = (_request, response) => void response.destroy();

/** A subgraph that never answers. */
export const silent: Fault = () => undefined;
