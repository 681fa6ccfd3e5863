import { FaultError } from '@nuan/errors';
import { entitiesOf, FeedConsumer, type FeedEvents, FeedFollower, type FollowedFeed, pageReader } from '@nuan/facts';
import type { Logger } from '@nuan/telemetry';
import type { DataSource } from 'typeorm';

import type { SubgraphCommand } from '../commands';
import type { SubgraphDefinition } from '../definition';
import { readSubgraphConfig, type SubgraphConfig } from '../subgraph.config';

/** The feeds that this process can follow, and what is missing to follow the others. */
interface Reachable {
  readonly feeds: readonly FollowedFeed[];
  readonly missing: readonly string[];
}

/**
 * Follows the feeds of the subgraphs that this one keeps facts of. Without a token or an address it follows nothing, says so
 * once, and answers from what its projections hold: a subgraph may run alone.
 */
export function followFeeds(
  definition: SubgraphDefinition,
  config: SubgraphConfig,
  db: DataSource,
  logger: Logger,
): FeedFollower {
  const { feeds, missing } = reachableFeeds(definition, config);
  if (missing.length > 0)
    logger.info({ missing }, 'feeds are not followed; the facts of these subgraphs stay as they are');
  const events: FeedEvents = {
    onFailure: (source, err) => logger.warn({ err, source }, 'following a feed failed; it is tried again'),
    onRecovery: (source) => logger.info({ source }, 'a feed is followed again'),
  };
  const follower = new FeedFollower(db, feeds, events);
  follower.start(config.feedEveryMs);
  return follower;
}

/** The command that makes projections anew from the owners' snapshots: all, or those of the sources named after it. */
export const rebuildProjections = (definition: SubgraphDefinition): SubgraphCommand => ({
  about: 'makes the projections of other subgraphs’ facts anew, each source in one transaction',
  run: async ({ db, env, args, print }) => {
    const { feeds, missing } = reachableFeeds(
      definition,
      readSubgraphConfig(definition.name, definition.defaultPort, env),
    );
    const known = (definition.follows ?? []).map(({ source }) => source);
    const unknown = args.filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new FaultError(`no facts of ${unknown.join(', ')} are kept here: there is ${known.join(', ')}`);
    const wanted = feeds.filter(({ followed }) => args.length === 0 || args.includes(followed.source));
    for (const { followed, readPage } of wanted) {
      const rows = await new FeedConsumer(db, followed, readPage).rebuild();
      print(`${rows} facts of ${followed.source}`);
    }
    if (wanted.length === (args.length || known.length)) return true;
    print(`not all: set ${missing.join(', ')}`);
    return false;
  },
});

function reachableFeeds(definition: SubgraphDefinition, { feedTokenFile, siblingUrls }: SubgraphConfig): Reachable {
  const follows = definition.follows ?? [];
  if (follows.length === 0) return { feeds: [], missing: [] };
  if (feedTokenFile === null) return { feeds: [], missing: ['NUAN_FEED_TOKEN_FILE'] };
  const feeds = follows.flatMap((followed) => {
    const url = siblingUrls[followed.source];
    return url === undefined
      ? []
      : [
          {
            followed,
            readPage: pageReader(followed.source, { url, tokenFile: feedTokenFile, entities: entitiesOf(followed) }),
          },
        ];
  });
  const missing = follows.filter(({ source }) => siblingUrls[source] === undefined);
  return { feeds, missing: missing.map(({ source }) => `NUAN_${source.toUpperCase()}_URL (${source})`) };
}
