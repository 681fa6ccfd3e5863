import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, issueDevelopmentToken, SERVICE_DEPARTMENT } from '@nuan/auth';
import type { DataDirectory } from './data-directory';

const TTL_S = 3600;
const RENEW_EVERY_MS = 15 * 60_000;

/** The token by which the subgraphs read each other's change feeds: written to a file, and renewed while the all-in-one runs. */
export class FeedToken {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly data: DataDirectory,
    private readonly say: (line: string) => void,
  ) {}

  /** Writes the first token; resolves when the file is there. */
  async start(): Promise<void> {
    await this.renew();
    this.timer = setInterval(() => {
      this.renew().catch((error: unknown) =>
        this.say(`renewing the feed token failed: ${error instanceof Error ? error.message : String(error)}`),
      );
    }, RENEW_EVERY_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const token = await issueDevelopmentToken({
      role: 'partner',
      region: '340000',
      department: SERVICE_DEPARTMENT,
      scopes: ['changes:read'],
      privateJwk: this.data.developmentKey.privateJwk,
      issuer: DEVELOPMENT_ISSUER,
      audience: DEVELOPMENT_AUDIENCE,
      ttlS: TTL_S,
    });
    this.data.writeFeedToken(token);
  }
}
