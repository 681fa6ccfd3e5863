import { FaultError } from '@nuan/errors';
import { Pool } from 'undici';
import type { Json } from './answer-comparison';
import type { Round } from './statistics';

/** One request that is sent again and again. */
export interface Request {
  readonly origin: string;
  readonly path: string;
  readonly token: string;
  readonly body: string;
}

/** How long and how much. */
export interface LoadOptions {
  readonly durationMs: number;
  readonly concurrency: number;
  /** Every answer must have about this many bytes: a faster refusal is no answer. */
  readonly expectedBytes: number;
}

/** However fast a contestant is, a round ends here. */
const MAX_REQUESTS_PER_ROUND = 100_000;

/** What remains of a client's allowance is told with each answer, in more or fewer digits. */
const COST_DIGITS = 8;

/** Longest wait for one answer. */
const ANSWER_WAIT_MS = 20_000;

/** Asks from one process over connections that stay open. */
export class Caller {
  private readonly pool: Pool;

  constructor(
    private readonly request: Request,
    connections: number,
  ) {
    const wait = { headersTimeout: ANSWER_WAIT_MS, bodyTimeout: ANSWER_WAIT_MS };
    this.pool = new Pool(request.origin, { connections, pipelining: 1, ...wait });
  }

  /** Asks once and reads the answer. @throws FaultError when it isn't an answer without errors. */
  async ask(): Promise<{ data: Json; bytes: number }> {
    const { status, bytes } = await this.send();
    const body = JSON.parse(bytes.toString('utf8')) as { data?: Json; errors?: readonly { message: string }[] };
    const [error] = body.errors ?? [];
    if (status !== 200 || error !== undefined || body.data === undefined || body.data === null) {
      const reason = error?.message ?? bytes.toString('utf8').slice(0, 200);
      throw new FaultError(`${this.request.origin}${this.request.path} doesn't answer (status ${status}): ${reason}`);
    }
    return { data: body.data, bytes: bytes.length };
  }

  /** Callers that each ask again as soon as they have their answer, until the time is over. @throws FaultError at the first wrong answer. */
  async round({ durationMs, concurrency, expectedBytes }: LoadOptions): Promise<Round> {
    const latenciesMs: number[] = [];
    const since = performance.now();
    const until = since + durationMs;
    const loop = async (): Promise<void> => {
      for (let now = performance.now(); now < until && latenciesMs.length < MAX_REQUESTS_PER_ROUND;) {
        const { status, bytes } = await this.send();
        if (status !== 200 || Math.abs(bytes.length - expectedBytes) > COST_DIGITS) {
          throw new FaultError(
            `${this.request.origin} answered ${status} with ${bytes.length} bytes instead of ${expectedBytes} under load: ${bytes.toString('utf8').slice(0, 200)}`,
          );
        }
        const done = performance.now();
        latenciesMs.push(done - now);
        now = done;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, loop));
    return { latenciesMs, elapsedMs: performance.now() - since };
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async send(): Promise<{ status: number; bytes: Buffer }> {
    const { origin, path, token, body } = this.request;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    };
    try {
      const { statusCode, body: answer } = await this.pool.request({ method: 'POST', path, headers, body });
      return { status: statusCode, bytes: Buffer.from(await answer.arrayBuffer()) };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FaultError(`${origin} stopped answering (${reason}): has it been stopped meanwhile?`, { cause });
    }
  }
}
