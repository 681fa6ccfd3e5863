/** A check of one thing that the program needs; it resolves when that works and rejects with a reason safe to show. */
export type HealthCheck = () => Promise<void>;

/** What a readiness probe reads: ready, or the name of what isn't with the reason. */
export interface Readiness {
  readonly ready: boolean;
  readonly name: string;
  readonly checks: Readonly<Record<string, string>>;
}

/** Liveness says that the process runs; readiness that it can serve. */
export interface Health {
  live(): { readonly status: 'ok'; readonly name: string; readonly uptimeS: number };
  ready(): Promise<Readiness>;
}

/** What a program's health depends on. */
export interface HealthOptions {
  readonly name: string;
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** How long one check may take; a check that hangs counts as failed. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 2000;

async function outcome(check: HealthCheck, timeoutMs: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${timeoutMs} ms`), timeoutMs);
  });
  const result = check().then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'failed'),
  );
  try {
    return await Promise.race([result, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Health of a program; its checks run in parallel. */
export function createHealth({ name, checks, timeoutMs = DEFAULT_TIMEOUT_MS }: HealthOptions): Health {
  return {
    live: () => ({ status: 'ok', name, uptimeS: Math.floor(process.uptime()) }),
    async ready() {
      const entries = Object.entries(checks).map(
        async ([key, check]) => [key, await outcome(check, timeoutMs)] as const,
      );
      const results = await Promise.all(entries);
      return { ready: results.every(([, text]) => text === 'ok'), name, checks: Object.fromEntries(results) };
    },
  };
}
