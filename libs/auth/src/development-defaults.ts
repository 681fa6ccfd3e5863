import { ACTIONS, type Action } from './action';
import type { Role } from './role';

/** The issuer of development tokens; production names its own. */
export const DEVELOPMENT_ISSUER = 'nuan-development';

/** The audience of development tokens. */
export const DEVELOPMENT_AUDIENCE = 'nuan';

/** Where a role's development token holds unless a region is named: the province, Hefei (合肥) or its Yaohai district (瑶海区). */
export const DEVELOPMENT_REGIONS: Readonly<Record<Role, string>> = {
  province: '340000',
  city: '340100',
  county: '340102',
  maker: '340102',
  checker: '340102',
  cashier: '340100',
  auditor: '340000',
  analyst: '340000',
  partner: '340000',
  admin: '340000',
};

/** What a partner department's development token may do: aggregates, campaigns and enterprises, nobody's file. */
export const DEVELOPMENT_PARTNER_SCOPES: readonly Action[] = ACTIONS.filter((action) =>
  ['region:aggregate', 'campaign:read', 'enterprise:read'].includes(action),
);
