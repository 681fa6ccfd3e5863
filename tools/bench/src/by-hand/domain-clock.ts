import { type LocalDate, localDateOf } from '@nuan/kernel';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The domain's clock as the subgraphs have it: the system's, moved by a fixed offset. */
export class DomainClock {
  constructor(private readonly offsetMs: number) {}

  /** Today in Asia/Shanghai. */
  today(): LocalDate {
    return localDateOf(new Date(Date.now() + this.offsetMs));
  }

  /** Now, in RFC 3339 with the offset of Asia/Shanghai. */
  nowText(): string {
    return new Date(Date.now() + this.offsetMs + SHANGHAI_OFFSET_MS).toISOString().replace('Z', '+08:00');
  }
}
