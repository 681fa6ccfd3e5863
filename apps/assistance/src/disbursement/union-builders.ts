import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { plantUnions, type TestDatabase, viewerWith } from '@nuan/testing';

/** Two unions of a county, each at the head of a sub-tree of its own. */
export const [STEEL, COAL] = [newId(), newId()] as const;

/** Puts the two unions into the tree. */
export const plantTwoUnions = ({ owner }: TestDatabase): Promise<void> =>
  plantUnions(owner, { [STEEL]: null, [COAL]: null });

/** An officer of the county who reads for some unions, and writes for the same unless said otherwise. */
export const boundedOfficer = (
  role: 'maker' | 'checker' | 'cashier' | 'county' | 'city',
  readUnions: readonly string[] = [STEEL],
  more: { readonly writeUnions?: readonly string[]; readonly read?: readonly string[] } = {},
): Viewer => viewerWith({ role, subject: `${role}-bounded`, read: ['340102'], readUnions, ...more });
