import { encodePosition, LOG_START } from '@nuan/facts';

import type { SampleDatabase } from './databases';
import type { TableLoad } from './table-load';
import { ASOF } from './world';

/**
 * Cursors of the feeds that a database follows, at the beginning of each log: owner and projection are loaded from the same
 * world, so that what is loaded needn't be read again as a snapshot.
 */
export const feedCursorLoad = (sources: readonly SampleDatabase[]): TableLoad => ({
  table: 'projection_cursor',
  columns: ['source', 'cursor', 'applied_at'],
  *rows() {
    for (const source of sources) yield [source, encodePosition(LOG_START), ASOF];
  },
});
