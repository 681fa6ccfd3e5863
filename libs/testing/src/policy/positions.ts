import { ACTIONS, isGrantable, type Role, ROLES, type Viewer } from '@nuan/auth';
import { isWithin, regionPrefix } from '@nuan/kernel';

import { viewerWith } from '../test-viewer';

/** What the region of a row is to that of its viewer. */
export const POSITIONS = ['own', 'sibling', 'parent', 'child', 'foreign'] as const;

/** One of them: the viewer is of the row's own county, of its sister, of the city above, of a county of the row's city, of another city. */
export type Position = (typeof POSITIONS)[number];

/** The county and the city whose rows are asked for. */
export const ROW_REGIONS = { county: '340102', city: '340100' } as const;

/** Whose rows are asked for from where: the region of the viewer and that of the row. */
export const VIEWS: Readonly<Record<Position, { readonly viewer: string; readonly row: string }>> = {
  own: { viewer: '340102', row: ROW_REGIONS.county },
  sibling: { viewer: '340103', row: ROW_REGIONS.county },
  parent: { viewer: '340100', row: ROW_REGIONS.county },
  child: { viewer: '340102', row: ROW_REGIONS.city },
  foreign: { viewer: '340200', row: ROW_REGIONS.county },
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

/** A viewer of a region, by name. */
export function viewerOf(name: HolderName, region: string): Viewer {
  if (name === 'partner with every scope')
    return viewerWith({ role: 'partner', read: [region], scopes: SCOPES, department: DEPARTMENT });
  return viewerWith({ role: name, read: [region], department: name === 'partner' ? DEPARTMENT : null });
}

/** The role behind a name. */
export function roleOf(name: HolderName): Role {
  return name === 'partner with every scope' ? 'partner' : name;
}
