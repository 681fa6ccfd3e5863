import { join } from 'node:path';

import { ConfigError } from '@nuan/config';
import { AnchorFile } from '@nuan/facts';
import type { Logger } from '@nuan/telemetry';
import type { DataSource } from 'typeorm';

import type { SubgraphConfig } from '../subgraph.config';

/** The anchors of one subgraph's audit chain. */
export function anchorFile(dir: string, name: string): AnchorFile {
  return new AnchorFile(join(dir, `${name}.jsonl`));
}

/**
 * Without anchors a chain that somebody with every right on the database rewrote would hold.
 *
 * @throws ConfigError in production when no place is given for them.
 */
export function assertAnchored({ auditAnchorDir, trust }: Pick<SubgraphConfig, 'auditAnchorDir' | 'trust'>): void {
  if (auditAnchorDir === null && trust.mode === 'production')
    throw new ConfigError([
      'NUAN_AUDIT_ANCHOR_DIR: expected a directory, got nothing; set it to a place where the database’s administrators can’t write',
    ]);
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
