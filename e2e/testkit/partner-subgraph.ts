import type { DevelopmentTokenOptions } from '@nuan/auth';
import { Department, departmentOf } from '@nuan/facts';

import { PersonRole } from '../../apps/identity/src/role/person-role';
import type { SampleDatabase } from '../../tools/sample-data/src';
import { IdentityOffice } from '../identity/identity-office';
import { type SampleSubgraph, startSampleSubgraph } from './sample-subgraph';
import type { Answer } from './sample-supergraph';

/** A subgraph in production as partner departments meet it: the tokens of their programs are identity's, each under a contract. */
export interface PartnerSubgraph extends Omit<SampleSubgraph, 'tokens'> {
  readonly tokens: PartnerTokens;
}

/** Registers a program for whoever asks first, and gives its token; officers are appointed and sign in. */
export interface PartnerTokens {
  /**
   * Takes `subject` (the name it signs in with), `department`, `contract`, `subgraph`, `scopes` and `region` of a partner's program; of
   * an officer `role` and `region`.
   */
  issue(options?: Partial<DevelopmentTokenOptions>): Promise<string>;
}

/** Starts identity and one subgraph that takes its tokens alone, in production. */
export async function startPartnerSubgraph(
  name: SampleDatabase,
  further: Readonly<Record<string, string>> = {},
): Promise<PartnerSubgraph> {
  const office = await IdentityOffice.start();
  const adminToken = await office.token(await office.appointed(PersonRole.ADMIN, '340000'));
  const tokens = partnerTokens(name, office, adminToken);
  const system = await startSampleSubgraph(name, { NUAN_MODE: 'production', ...office.environment(), ...further });
  return {
    ...system,
    tokens,
    async ask<Data>(query: string, variables?: object, as?: Partial<DevelopmentTokenOptions>): Promise<Answer<Data>> {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokens.issue(as)}` };
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${String(system.subgraphs[name]?.url)}/graphql`, { method: 'POST', headers, body });
      return (await response.json()) as Answer<Data>;
    },
    async stop() {
      await system.stop();
      await office.close();
    },
  };
}

function partnerTokens(name: SampleDatabase, office: IdentityOffice, adminToken: string): PartnerTokens {
  const issued = new Map<string, Promise<string>>();
  const register = async (as: Partial<DevelopmentTokenOptions>): Promise<string> => {
    const role = Object.values(PersonRole).find((known) => known === as.role?.toUpperCase());
    if (role) return office.token(await office.appointed(role, as.region ?? '340000'));
    const { subject = '', department = '', subgraph, contract, scopes = [], region = '340000' } = as;
    // Who tries a sibling's door has another program for it.
    const clientId = subgraph === name ? subject : `${subject}-${String(subgraph)}`;
    return office.programToken(adminToken, clientId, {
      ...{ department: codeOf(department), subgraph, contract, scopes, readRegions: [region], writeRegions: [region] },
    });
  };
  return {
    issue(as = {}) {
      const key = JSON.stringify(as);
      const token = issued.get(key) ?? register(as);
      issued.set(key, token);
      return token;
    },
  };
}

/** The code by which identity writes a department. */
function codeOf(department: string): string {
  const known = departmentOf({ department });
  const [code] = Object.entries(Department).find(([, name]) => name === known) ?? [];
  return code ?? department;
}
