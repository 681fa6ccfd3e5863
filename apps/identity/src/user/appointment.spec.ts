import { describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_ISSUER } from '@nuan/auth';
import type { CommandContext } from '@nuan/federation';
import { newId, systemClock } from '@nuan/kernel';
import { testCipher, useTestDatabase } from '@nuan/testing';

import { identitySubgraph } from '../identity.subgraph';
import { appointCommand } from './appoint.command';
import { seedDevelopment } from './seed-development.command';

describe('appointments at the console', () => {
  const db = useTestDatabase(identitySubgraph.database);

  const run = async (command: typeof appointCommand, args: string[], env = {}): Promise<string> => {
    const lines: string[] = [];
    const context: CommandContext = {
      ...{ name: 'identity', db: db.owner, clock: systemClock, cipher: testCipher, env, args },
      print: (line) => void lines.push(line),
    };
    expect(await command.run(context)).toBe(true);
    return lines.join('\n');
  };

  it('give the first administrator and the province’s officers their role, on record, and once', async () => {
    const subject = newId();
    const args = ['province', '340000', 'https://sso.test', subject, '王小明'];
    expect(await run(appointCommand, args)).toMatch(/was given province of 340000$/);
    expect(await run(appointCommand, args)).toMatch(/held already province of 340000$/);
    const [row] = await db.owner.query<object[]>(
      `select u.display_name, a.role, a.write_regions, a.granted_by from user_account u
       join external_identity e on e.user_id = u.id join role_assignment a on a.user_id = u.id where e.subject = $1`,
      [subject],
    );
    expect(row).toEqual({
      ...{ display_name: '王*明', role: 'PROVINCE', write_regions: ['340000'], granted_by: 'system:identity' },
    });
    const acts = await db.owner.query<object[]>(`select 1 from audit_entry where action = 'role.appoint'`);
    expect(acts.length).toBeGreaterThan(0);
  });

  it('refuse what excludes each other, unknown roles and unknown regions', async () => {
    const who = ['https://sso.test', newId(), '王小明'];
    await run(appointCommand, ['admin', '340000', ...who]);
    await expect(run(appointCommand, ['auditor', '340000', ...who])).rejects.toThrow(/ROLES_EXCLUDE/);
    await expect(run(appointCommand, ['partner', '340000', ...who])).rejects.toThrow(/ROLE REGION/);
    await expect(run(appointCommand, ['admin', '349999', ...who])).rejects.toThrow(/no such division/);
  });

  it('make invented users in development alone, one per role', async () => {
    await expect(run(seedDevelopment, [])).rejects.toThrow(/NUAN_MODE=development/);
    const development = { NUAN_MODE: 'development' };
    expect(await run(seedDevelopment, [], development)).toBe('identity: 9 invented users were given a role');
    expect(await run(seedDevelopment, [], development)).toBe('identity: 0 invented users were given a role');
    const rows = await db.owner.query<object[]>('select 1 from external_identity where issuer = $1', [
      DEVELOPMENT_ISSUER,
    ]);
    expect(rows).toHaveLength(9);
  });
});
