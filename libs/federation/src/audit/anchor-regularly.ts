import { join } from 'node:path';

import { AnchorFile } from '@nuan/facts';
import type { Logger } from '@nuan/telemetry';
import type { DataSource } from 'typeorm';

import type { SubgraphConfig } from '../subgraph.config';

/** The anchors of one subgraph's audit chain. */
export function anchorFile(dir: string, name: string): AnchorFile {
  return new AnchorFile(join(dir, `${name}.jsonl`));
}

/** Keeps the end of the audit chain outside its database while the subgraph serves; null where no directory was given. */
export function anchorRegularly(
  db: DataSource,
  name: string,
  { auditAnchorDir, auditAnchorEveryMs }: Pick<SubgraphConfig, 'auditAnchorDir' | 'auditAnchorEveryMs'>,
  logger: Logger,
): { stop(): Promise<void> } | null {
  if (auditAnchorDir === null) return null;
  const file = anchorFile(auditAnchorDir, name);
  let writing: Promise<unknown> = Promise.resolve();
  const append = (): void => {
    writing = writing
      .then(() => file.append(db))
      .catch((err: unknown) =>
        logger.error({ err }, 'the end of the audit chain could not be kept; it is tried again'),
      );
  };
  append();
  const timer = setInterval(append, auditAnchorEveryMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      append();
      await writing;
    },
  };
}
