import { type FeedChange, FeedConsumer } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import type { TestDatabase } from '@nuan/testing';

import { assistanceFollows } from './assistance.follows';

/** A change of another subgraph, in a county of Hefei unless said otherwise. */
export type FedChange = Pick<FeedChange, 'entity' | 'id' | 'version' | 'facts'> &
  Partial<Pick<FeedChange, 'regionCode'>>;

/** Brings changes of a subgraph by its feed, as our process would. */
export async function fedBy(
  source: 'employment' | 'migrants' | 'workers',
  { app }: Pick<TestDatabase, 'app'>,
  ...changes: readonly FedChange[]
): Promise<void> {
  const followed = assistanceFollows.find((known) => known.source === source);
  if (!followed) throw new TypeError(`${source} is followed`);
  const asOf = new Date('2017-01-23T10:00+08:00');
  const told = changes.map((change) => ({ regionCode: '340102', changedAt: asOf, ...change }));
  const page = { changes: told, cursor: newId(), hasMore: false, remaining: 0, asOf };
  await new FeedConsumer(app, followed, () => Promise.resolve(page)).step();
}
