import { ACTIONS, isGrantable, type Role, ROLES, type Viewer } from '@nuan/auth';
import { isWithin, regionPrefix } from '@nuan/kernel';

import { viewerWith } from '../test-viewer';

/** What the region of a row is to that of its viewer. */
export const POSITIONS = ['own', 'sibling', 'parent', 'child', 'foreign', 'union'] as const;

/**
 * One of them: the viewer is of the row's own county, of its sister, of the city above, of a county of the row's city, of another city; or of
 * its own county and bounded to another union than the row's.
 */
export type Position = (typeof POSITIONS)[number];

/** The county and the city whose rows are asked for. */
export const ROW_REGIONS = { county: '340102', city: '340100' } as const;

/** A union that no row is of. */
export const ANOTHER_UNION = '01890a5d-ac96-774b-bcce-b302099a8200';

/** The region of a viewer and that of a row, and the unions that the viewer is bounded to, if any. */
export interface View {
  readonly viewer: string;
  readonly row: string;
  readonly unions: readonly string[] | null;
}

/** Whose rows are asked for from where. */
export const VIEWS: Readonly<Record<Position, View>> = {
  own: { viewer: '340102', row: ROW_REGIONS.county, unions: null },
  sibling: { viewer: '340103', row: ROW_REGIONS.county, unions: null },
  parent: { viewer: '340100', row: ROW_REGIONS.county, unions: null },
  child: { viewer: '340102', row: ROW_REGIONS.city, unions: null },
  foreign: { viewer: '340200', row: ROW_REGIONS.county, unions: null },
  union: { viewer: '340102', row: ROW_REGIONS.county, unions: [ANOTHER_UNION] },
};

/** Where the viewer sees the row, if its role does. */
export function isInside(position: Position): boolean {
  return position === 'own' || position === 'parent';
}

/** What a row's region is to a viewer's. */
export function positionOf(viewer: string, row: string): Position {
  if (viewer === row) return 'own';
  if (isWithin(row, regionPrefix(viewer))) return 'parent';
  if (isWithin(viewer, regionPrefix(row))) return 'child';
  return viewer.slice(0, 4) === row.slice(0, 4) ? 'sibling' : 'foreign';
}

/** Every role, a partner department whose token names every right that a scope can give, and who has no token at all. */
export const ASKERS = [...ROLES, 'partner with every scope', 'anonymous'] as const;

/** One of those who ask. */
export type AskerName = (typeof ASKERS)[number];

/** Those of them who have a token. */
export const HOLDERS = ASKERS.filter((name): name is Exclude<AskerName, 'anonymous'> => name !== 'anonymous');

/** One of those who have a token. */
export type HolderName = (typeof HOLDERS)[number];

/** Of the partner departments the one that most subgraphs publish changes to. */
const DEPARTMENT = '人社';

const SCOPES = ACTIONS.filter(isGrantable);

/** A viewer of a region, by name; bounded to unions where some are given. */
export function viewerOf(name: HolderName, region: string, readUnions: readonly string[] | null = null): Viewer {
  const bounds = { read: [region], readUnions };
  if (name === 'partner with every scope')
    return viewerWith({ ...bounds, role: 'partner', scopes: SCOPES, department: DEPARTMENT });
  return viewerWith({ ...bounds, role: name, department: name === 'partner' ? DEPARTMENT : null });
}

/** A viewer at a position, by name. */
export function viewerAt(name: HolderName, position: Position): Viewer {
  const { viewer, unions } = VIEWS[position];
  return viewerOf(name, viewer, unions);
}

/** The role behind a name. */
export function roleOf(name: HolderName): Role {
  return name === 'partner with every scope' ? 'partner' : name;
}
