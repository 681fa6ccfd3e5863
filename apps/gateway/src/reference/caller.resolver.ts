import type { Role, Viewer } from '@nuan/auth';
import type { SubgraphContext } from '@nuan/federation';
import { findRegion, regionOf } from '@nuan/regions';
import { Ctx, Query, Resolver } from 'type-graphql';

import { Caller, CallerRole } from './caller.results';
import { Region } from './region.reference';

const ROLES: Readonly<Record<Role, CallerRole>> = {
  province: CallerRole.PROVINCE,
  city: CallerRole.CITY,
  county: CallerRole.COUNTY,
  maker: CallerRole.MAKER,
  checker: CallerRole.CHECKER,
  cashier: CallerRole.CASHIER,
  auditor: CallerRole.AUDITOR,
  analyst: CallerRole.ANALYST,
  partner: CallerRole.PARTNER,
  admin: CallerRole.ADMIN,
};

/** Tells a caller who it is to us, so that a front end can show its name, its region and what it may do. */
@Resolver(() => Caller)
export class CallerResolver {
  @Query(() => Caller, { description: 'Who asks, by its token (当前用户): role, regions, scopes.' })
  me(@Ctx() { viewer }: SubgraphContext): Caller {
    return callerOf(viewer);
  }
}

/** The caller behind a viewer. Codes that the list of divisions doesn't have are left out: there is nothing to read there. */
export function callerOf(viewer: Viewer): Caller {
  const { subject, role, unionId, department, scopes, subgraph } = viewer;
  const readRegions = regionsOf(viewer.readPrefixes);
  const writeRegions = regionsOf(viewer.writePrefixes);
  return { subject, role: ROLES[role], readRegions, writeRegions, scopes, unionId, department, subgraph };
}

function regionsOf(prefixes: readonly string[]): Region[] {
  const codes = prefixes.map((prefix) => prefix.padEnd(6, '0')).sort();
  return codes.filter((code) => findRegion(code)).map((code) => regionOf(Region, code));
}
