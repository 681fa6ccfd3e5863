import { createServer, type Server } from 'node:http';
import { FaultError } from '@nuan/errors';

const HOST = '127.0.0.1';

/** A port that answers "not ready" until the gateway takes it over. */
export interface ReservedPort {
  /** Frees the port for the gateway. */
  handOver(): Promise<void>;
}

/**
 * Takes the gateway's port at once, so that a probe during a long first start is told the truth instead of nothing.
 * @throws FaultError in one line when the port is in use.
 */
export async function reserveGatewayPort(port: number, progress: () => string): Promise<ReservedPort> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1', connection: 'close' });
    response.end(`${JSON.stringify({ ready: false, progress: progress() })}\n`);
  });
  await listen(server, port, 'gateway');
  return {
    handOver: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/**
 * Makes sure that a program will find its port free.
 * @throws FaultError in one line when it isn't.
 */
export async function assertPortFree(port: number, name: string): Promise<void> {
  const server = createServer();
  await listen(server, port, name);
  await new Promise((closed) => server.close(closed));
}

function listen(server: Server, port: number, name: string): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `can't be opened (${error.code ?? error.message})`;
      failed(
        new FaultError(
          `port ${port} (${name}) ${reason}: stop what listens there, or set NUAN_PORT (the other programs take the six ports after it)`,
        ),
      );
    });
    server.listen(port, HOST, () => listening());
  });
}
