import type { Viewer } from '@nuan/auth';

/** Who reads the rows that figures are made of, and so is given exact figures. */
const READS_ROWS: ReadonlySet<Viewer['role']> = new Set([
  'province',
  'city',
  'county',
  'maker',
  'checker',
  'cashier',
  'auditor',
] as const);

/** Whether a viewer is given released figures alone: analysts, partner departments and administrators, who may read no row. */
export function isGuarded(viewer: Viewer): boolean {
  return !READS_ROWS.has(viewer.role);
}
