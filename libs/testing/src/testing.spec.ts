import { describe, expect, it } from '@jest/globals';
import { applicationRole, dropFoundation, foundation } from '@nuan/database';
import { defineSubgraph } from '@nuan/federation';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Query, Resolver } from 'type-graphql';
import { countStatements, executeSubgraph, testTokens, useTestDatabase, viewerWith } from './index';

class CreateLantern1485160000000 implements MigrationInterface {
  readonly name = 'CreateLantern1485160000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`create table lantern (id int not null, constraint lantern_pkey primary key (id));
      grant select on lantern to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table lantern');
    await dropFoundation(queryRunner);
  }
}

@Resolver()
class LanternResolver {
  @Query(() => String, { description: 'Answers at once.' })
  lantern(): string {
    return 'lit';
  }
}

const lanterns = defineSubgraph({
  name: 'lanterns',
  title: 'Lanterns',
  defaultPort: 0,
  referenceVersion: 'none',
  database: { entities: [], migrations: [CreateLantern1485160000000] },
  compose: () => ({ resolvers: [new LanternResolver()], references: {} }),
});

describe('a test database', () => {
  const db = useTestDatabase(lanterns.database);

  it('is migrated, and used as the application role', async () => {
    expect(await db.app.query('select * from lantern')).toEqual([]);
    await expect(db.app.query('insert into lantern values (1)')).rejects.toThrow(/permission denied/);
    await db.owner.query('insert into lantern values (1)');
  });

  it('counts the statements of a piece of work and of nothing else', async () => {
    const work = () => db.app.transaction((manager) => manager.query('select id from lantern'));
    const { result, statements } = await countStatements(db.app, work);
    expect(result).toEqual([{ id: 1 }]);
    expect(statements).toEqual(['select id from lantern']);
  });

  it('answers an operation in process, and shows errors as the wire does', async () => {
    const run = (query: string) => executeSubgraph(lanterns, { db: db.app, viewer: viewerWith(), query });
    expect(await run('{ lantern }')).toEqual({ data: { lantern: 'lit' }, errors: [] });
    expect((await run('{ darkness }')).errors).toHaveLength(1);
  });
});

describe('test tokens', () => {
  it('are verified by their own issuer alone', async () => {
    const [mine, other] = [testTokens(), testTokens()];
    const header = `Bearer ${await mine.issue({ role: 'county', region: '340102' })}`;
    const viewer = await mine.verifier.verify(header);
    expect(viewer).toMatchObject({ role: 'county', readPrefixes: ['340102'] });
    await expect(other.verifier.verify(header)).rejects.toThrow();
  });
});
