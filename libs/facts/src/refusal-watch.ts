import type { Viewer } from '@nuan/auth';
import type { DataSource } from 'typeorm';

/** Hears of an act that was given up: who wanted to do what, and the outcome that the caller was told instead. */
export type RefusalWatch = (viewer: Viewer, action: string, outcome: object) => void;

const watches = new WeakMap<DataSource, RefusalWatch>();

/**
 * Has `watch` hear of every act over `db` that refuses: nothing of such an act is kept, its audit row included, so whoever wants it on record
 * writes a row of its own. Acts are made in many places of a program, and all of them over its one database.
 */
export function watchRefusals(db: DataSource, watch: RefusalWatch): void {
  watches.set(db, watch);
}

/** Tells whoever watches acts over `db`, if anybody does. */
export function tellRefusal(db: DataSource, ...[viewer, action, outcome]: Parameters<RefusalWatch>): void {
  watches.get(db)?.(viewer, action, outcome);
}
