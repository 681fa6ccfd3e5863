import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { CHANGELOG_FILE, runCompose, SUPERGRAPH_FILE } from './run';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@provides"])\n`;
const REFERENCE = `${LINK}type Region @key(fields: "code") { code: ID! } type Query { regions: [Region!]! @shareable }`;
const workers = (block: string) =>
  `${LINK}type Region @key(fields: "code") { code: ID! ${block} } type Query { regions: [Region!]! @shareable }`;

describe('the check of a workspace', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nuan-compose-'));
    write('apps/gateway/schema.graphql', REFERENCE);
    write('apps/workers/schema.graphql', workers('hardship: Int migrant: Int'));
    git('init', '-q');
    runCompose({ root, isCheck: false });
    commit();
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('passes when the committed files are what composition makes', () => {
    expect(runCompose({ root, isCheck: true })).toEqual([]);
  });

  it('fails when a subgraph changed and the supergraph did not', () => {
    write('apps/workers/schema.graphql', workers('hardship: Int migrant: Int more: Int'));
    expect(runCompose({ root, isCheck: true })).toContainEqual(
      expect.stringMatching(/^apps\/gateway\/supergraph.graphql is stale/),
    );
  });

  it('leaves a program out that is built like a subgraph and is none', () => {
    write('apps/identity/schema.graphql', `${LINK}type Query { users: [ID!]! }`);
    write('apps/identity/project.json', '{ "tags": ["type:subgraph", "federation:none"] }');
    expect(runCompose({ root, isCheck: true })).toEqual([]);
  });

  it('fails on a breaking change, also once it is committed, until the changelog names it', () => {
    write('apps/workers/schema.graphql', workers('hardship: Int'));
    runCompose({ root, isCheck: false });
    const problem = expect.stringMatching(/^"Region.migrant was removed." is a breaking change/);
    expect(runCompose({ root, isCheck: true })).toEqual([problem]);
    commit();
    expect(runCompose({ root, isCheck: true })).toEqual([problem]);
    write(CHANGELOG_FILE, '- Region.migrant was removed.');
    expect(runCompose({ root, isCheck: true })).toEqual([]);
  });

  it('compares with the revision that it is given', () => {
    write('apps/workers/schema.graphql', workers('hardship: Int'));
    runCompose({ root, isCheck: false });
    commit();
    expect(runCompose({ root, isCheck: true, base: 'HEAD' })).toEqual([]);
    expect(runCompose({ root, isCheck: true, base: 'HEAD~1' })).toHaveLength(1);
  });

  it('writes the supergraph with the subgraphs’ default addresses', () => {
    expect(readFileSync(join(root, SUPERGRAPH_FILE), 'utf8')).toContain('url: "http://127.0.0.1:4001/graphql"');
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function git(...args: string[]): void {
    execFileSync('git', ['-c', 'user.name=spec', '-c', 'user.email=spec@test', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  }

  function commit(): void {
    git('add', '-A');
    git('commit', '-q', '-m', 'x', '--no-verify');
  }
});
