import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EmbeddedPostgres,
  identifyProcess,
  isRunning,
  type ProcessIdentity,
  provision,
  type ProvisionedDatabase,
  startEmbeddedPostgres,
} from '@nuan/database';
import type { DataDirectory } from './data-directory';
import { type DatabaseName, DATABASES, type PlatformConfig } from './platform.config';

/** Where each database is. */
export type DatabaseUrls = Readonly<Record<DatabaseName, ProvisionedDatabase>>;

const WATCH_EVERY_MS = 250;

/** The databases of an all-in-one: embedded and watched, or given by URL and left alone. */
export class DatabaseServer {
  private embedded: EmbeddedPostgres | null = null;
  private starting: Promise<EmbeddedPostgres> | null = null;
  private isStopping = false;

  constructor(
    private readonly config: PlatformConfig,
    private readonly data: DataDirectory,
    private readonly say: (line: string) => void,
  ) {}

  /** Starts or adopts the embedded server where one is needed, and creates roles and databases that are missing. */
  async start(): Promise<DatabaseUrls> {
    const { ownDatabases } = this.config;
    const names = DATABASES.filter((name) => ownDatabases[name] === undefined);
    if (names.length === 0) return ownDatabases as DatabaseUrls;
    const adminUrl = this.config.adminUrl ?? (await this.startEmbedded());
    const provisioned = await provision(adminUrl, names, { secret: this.data.secrets.roles });
    return { ...provisioned, ...ownDatabases } as DatabaseUrls;
  }

  /** Where the server's log is; null when the server isn't ours. */
  get logFile(): string | null {
    return this.embedded?.logFile ?? null;
  }

  /** Stops the embedded server after everything is written. */
  async stop(): Promise<void> {
    this.isStopping = true;
    // Asked to stop in the middle of its start, the server is there a moment later.
    await this.starting?.catch(() => undefined);
    await this.embedded?.stop();
  }

  private async startEmbedded(): Promise<string> {
    this.starting = startEmbeddedPostgres({ dir: this.data.postgresDir });
    this.embedded = await this.starting;
    if (this.embedded.adopted)
      this.say(`adopted the database server that was left running (process ${this.embedded.pid})`);
    void this.watch(this.embedded);
    return this.embedded.adminUrl;
  }

  /** A server that ends by itself is started again on its port, so that the programs' connections come back. */
  private async watch(server: EmbeddedPostgres): Promise<void> {
    let current: ProcessIdentity | null = identifyProcess(server.pid);
    while (!this.isStopping) {
      await sleep(WATCH_EVERY_MS, undefined, { ref: false });
      if (this.isStopping || (current !== null && isRunning(current))) continue;
      this.say('the database server ended; starting it again');
      try {
        this.embedded = await startEmbeddedPostgres({ dir: this.data.postgresDir, port: server.port });
        current = identifyProcess(this.embedded.pid);
        if (this.isStopping) await this.embedded.stop();
      } catch (error) {
        this.say(error instanceof Error ? error.message : String(error));
        await sleep(2_000, undefined, { ref: false });
      }
    }
  }
}
