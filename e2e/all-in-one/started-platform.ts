import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/nuan');

/** A process as `children.json` names it. */
export interface Child {
  readonly pid: number;
}

/** A data directory and seven free ports: the world of one story. */
export interface World {
  readonly dataDir: string;
  readonly port: number;
  readonly scale: string;
  readonly remove: () => void;
}

/** Makes a world; ports are looked for in a range that nothing else of ours uses. */
export async function makeWorld(scale: string): Promise<World> {
  const dataDir = mkdtempSync(join(CACHE, 'story-'));
  for (let port = 20_000 + (process.pid % 500) * 20; ; port += 10) {
    const free = await Promise.all(Array.from({ length: 7 }, (_, offset) => isFree(port + offset)));
    if (free.every(Boolean)) {
      return { dataDir, port, scale, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
    }
  }
}

/** One run of the all-in-one, as `npm start` makes it. */
export class StartedPlatform {
  private text = '';
  private readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  /** @param variables further variables of the start. */
  constructor(
    private readonly world: World,
    variables: Readonly<Record<string, string>> = {},
  ) {
    const { NUAN_DATABASE_URL: _url, ...env } = process.env;
    this.child = spawn(process.execPath, [join(ROOT, 'apps/platform/dist/main.cjs')], {
      cwd: ROOT,
      env: {
        ...env,
        NUAN_PORT: String(world.port),
        NUAN_DATA_DIR: world.dataDir,
        NUAN_SCALE: world.scale,
        NUAN_LOG_LEVEL: 'warn',
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (more: string) => (this.text += more));
    }
    this.ended = new Promise((done) => this.child.once('close', (code) => done(code)));
  }

  get output(): string {
    return this.text;
  }

  /** Waits for a line; fails with everything said so far when the process ends first. */
  async says(pattern: RegExp, waitMs = 120_000): Promise<void> {
    const deadline = Date.now() + waitMs;
    while (!pattern.test(this.text)) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the all-in-one never said ${pattern}:\n${this.text.slice(-3000)}`);
      }
      await sleep(30);
    }
  }

  async ready(): Promise<void> {
    await this.says(/^Ready\./m);
  }

  signal(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  /** The token that the start printed for a role. */
  token(role: string): string {
    return new RegExp(`^ {2}${role} \\(\\d+\\) +(\\S+)$`, 'm').exec(this.text)?.[1] ?? '';
  }

  /** Runs a saved question with the province's token, as a client does. */
  async ask(name: string): Promise<{ data: unknown; errors?: unknown }> {
    const questions = join(ROOT, 'apps/gateway/questions');
    const variables = JSON.parse(readFileSync(join(questions, 'variables.json'), 'utf8')) as Record<string, unknown>;
    const response = await fetch(`http://127.0.0.1:${this.world.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token('province')}` },
      body: JSON.stringify({
        query: readFileSync(join(questions, `${name}.graphql`), 'utf8'),
        variables: variables[name],
      }),
    });
    // The moment of the reading is the one thing that differs between two readings of the same data.
    const withoutAsOf = (key: string, value: unknown): unknown => (key === 'asOf' ? undefined : value);
    return JSON.parse(await response.text(), withoutAsOf) as { data: unknown; errors?: unknown };
  }

  /** Asks until the answer holds no errors: what was killed needs a moment to come back. */
  async answered(name: string, waitMs = 30_000): Promise<unknown> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const answer = await this.ask(name).catch((error: unknown) => ({ data: null, errors: String(error) }));
      if (answer.errors === undefined) return answer.data;
      if (Date.now() > deadline) throw new Error(`${name} isn't answered: ${JSON.stringify(answer.errors)}`);
      await sleep(200);
    }
  }
}

/** The processes that the launcher of a world wrote down. */
export function childrenOf(world: World): Child[] {
  const file = join(world.dataDir, 'children.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Child[]) : [];
}

/** The database server's process, 0 when none is written down. */
export function postmasterOf(world: World): number {
  const file = join(world.dataDir, 'postgres/data/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

/** The status of a probe; 0 when nothing answers. */
export async function probe(port: number): Promise<number> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readiness`);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
