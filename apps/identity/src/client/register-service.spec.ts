import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '@nuan/federation';
import { systemClock } from '@nuan/kernel';
import { testCipher, useTestDatabase } from '@nuan/testing';

import { revoked } from '../../testing/mutate';
import { identitySubgraph } from '../identity.subgraph';
import { registerServiceCommand } from './register-service.command';

describe('a service of the platform', () => {
  const db = useTestDatabase(identitySubgraph.database);

  const run = async (...args: string[]): Promise<string> => {
    const lines: string[] = [];
    const context: CommandContext = {
      ...{ name: 'identity', db: db.owner, clock: systemClock, cipher: testCipher, env: {}, args },
      print: (line) => void lines.push(line),
    };
    expect(await registerServiceCommand.run(context)).toBe(true);
    return lines.join();
  };

  it('is registered at the console, on record, with a secret that is shown once', async () => {
    expect(await run('nuan-follower', '340000', 'nuan', 'changes:read')).toMatch(/^[\w-]{43}$/);
    const rows = await db.owner.query<object[]>(
      `select kind, department, scopes, read_regions, write_regions, contract, subgraph, created_by from client where client_id = 'nuan-follower'`,
    );
    expect(rows).toEqual([
      {
        ...{ kind: 'SERVICE', department: 'nuan', scopes: ['changes:read'], read_regions: ['340000'] },
        ...{ write_regions: [], contract: null, subgraph: null, created_by: 'system:identity' },
      },
    ]);
    const acts = await db.owner.query<object[]>(`select 1 from audit_entry where action = 'client.registerService'`);
    expect(acts).toHaveLength(1);
  });

  it('gets another secret by the same command, which ends secrets and tokens of before', async () => {
    const first = await run('nuan-board', '340000', 'DATA_CENTRE', 'campaign:read');
    expect(await run('nuan-board', '340000', 'DATA_CENTRE', 'region:aggregate')).not.toBe(first);
    const [row] = await db.owner.query<{ id: string; scopes: string[]; current: number }[]>(
      `select c.id, c.scopes, (select count(*)::int from client_secret s where s.client_id = c.id
         and (s.expires_at is null or s.expires_at > now())) as current from client c where client_id = 'nuan-board'`,
    );
    expect(row).toMatchObject({ scopes: ['region:aggregate'], current: 1 });
    expect(await revoked(db)).toContain(row?.id);
  });

  it('is refused with a right that no program is given, for a partner department, and in words that say how', async () => {
    await expect(run('nuan-x', '340000', 'DATA_CENTRE', 'identity:read')).rejects.toThrow(/No client is given/);
    await expect(run('nuan-x', '340000', 'HUMAN_RESOURCES', 'campaign:read')).rejects.toThrow(/SERVICE_DEPARTMENT/);
    await expect(run('nuan-x', '349999', 'nuan', 'changes:read')).rejects.toThrow(/no such division/);
    await expect(run('Nuan X', '340000', 'nuan', 'changes:read')).rejects.toThrow(/A client id is/);
    await expect(run('nuan-x', '340000', 'nuan')).rejects.toThrow(/Use it as/);
  });
});
