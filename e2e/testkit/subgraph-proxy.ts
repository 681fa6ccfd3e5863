import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the gateway and a subgraph: counts its GraphQL requests, and plays dead when told to. */
export class SubgraphProxy {
  /** How many GraphQL requests came through since the last `forget`. */
  requests = 0;
  isDead = false;
  private readonly server: Server;

  constructor(private readonly target: string) {
    this.server = createServer((incoming, outgoing) => this.forward(incoming, outgoing));
  }

  /** Opens a free port. Resolves to the URL that stands for the subgraph's. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (incoming.url === '/graphql') this.requests += 1;
    if (this.isDead) return void outgoing.destroy();
    const { method, headers } = incoming;
    const forwarded = request(new URL(incoming.url ?? '/', this.target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  }
}
