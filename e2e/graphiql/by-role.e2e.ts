import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { PersonRole } from '../../apps/identity/src/role/person-role';
import { IdentityOffice } from '../identity/identity-office';
import { CHROMIUM, openBrowser } from '../testkit/browser';
import { type ProxiedGateway, startProxiedGateway } from '../testkit/proxied-gateway';
import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const PAGE_DIR = resolve(__dirname, '../../apps/graphiql/dist');
const PICTURES = resolve(__dirname, '../../node_modules/.cache/nuan/pictures');
const DOCS = 'Show Documentation Explorer';
const EXPLORER = 'Show GraphiQL Explorer';
const story = CHROMIUM === undefined ? describe.skip : describe;

/** What the page shows once it knows what a token is given. */
async function openAs(browser: Browser, url: string, token: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/graphiql`);
  if (token === '') return page;
  await page.fill('#nuan-token', token);
  await page.waitForSelector('.graphiql-execute-button, .nuan-notice');
  return page;
}

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly answer: Answer<Record<string, unknown>>;
}

/** What the page asked of the endpoint when somebody did something, and what it was answered. */
async function askedBy(page: Page, act: () => Promise<void>): Promise<Asked> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await act();
  const response = await answered;
  return {
    ...(response.request().postDataJSON() as { query: string; variables?: object }),
    answer: (await response.json()) as Asked['answer'],
  };
}

/** Writes an operation, whose last brace the editor closes by itself, and runs it; what came of it. */
async function run(page: Page, operation: string): Promise<Asked['answer']> {
  await page.click('.graphiql-query-editor .monaco-editor');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(operation.replace(/\}$/, ''));
  await page.keyboard.press('Escape');
  const { query, answer } = await askedBy(page, () => page.keyboard.press('Control+Enter'));
  expect(query).toBe(operation);
  return answer;
}

const accessOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('.nuan-notice')?.getAttribute('data-access') ?? null);
const buttons = async (page: Page): Promise<boolean[]> =>
  Promise.all([DOCS, EXPLORER].map((name) => page.getByRole('button', { name, exact: true }).isVisible()));

/** A subgraph in production, where somebody asked for the page: tokens are identity's, and the schema is shown to administrators. */
story('GraphiQL of a subgraph in production', () => {
  let office: IdentityOffice;
  let system: SampleSubgraph;
  let browser: Browser;
  let url = '';
  let adminToken = '';

  beforeAll(async () => {
    office = await IdentityOffice.start();
    const page = { NUAN_GRAPHIQL: 'true', NUAN_GRAPHIQL_DIR: PAGE_DIR };
    system = await startSampleSubgraph('migrants', { NUAN_MODE: 'production', ...office.environment(), ...page });
    url = String(system.subgraphs.migrants?.url);
    adminToken = await office.token(await office.appointed(PersonRole.ADMIN, '340000'));
    browser = await openBrowser();
    mkdirSync(PICTURES, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
    await office?.close();
  });

  it('shows nothing without a token, and says so to one that does not hold', async () => {
    const page = await openAs(browser, url, '');
    expect(await page.getByRole('heading', { name: 'Paste an access token to begin' }).isVisible()).toBe(true);
    expect(await page.locator('.graphiql-container').count()).toBe(0);
    const stale = await openAs(browser, url, `${adminToken.slice(0, -6)}AAAAAA`);
    expect(await accessOf(stale)).toBe('refused');
    expect(await stale.locator('.graphiql-container').count()).toBe(0);
  });

  it('shows documentation and explorer to a role that may ask for the schema', async () => {
    const page = await openAs(browser, url, adminToken);
    expect([await accessOf(page), await buttons(page)]).toEqual([null, [true, true]]);
    await page.getByRole('button', { name: DOCS, exact: true }).click();
    await page.getByText('Query', { exact: true }).first().click();
    expect(await page.locator('.graphiql-plugin').innerText()).toContain('placeClaims');
  });

  it('tells another role in both languages what it is not shown and what to do next, and runs its operations', async () => {
    const token = await office.token(await office.appointed(PersonRole.COUNTY, '340102'));
    const page = await openAs(browser, url, token);
    expect([await accessOf(page), await buttons(page)]).toEqual(['withheld', [false, false]]);
    const notice = await page.locator('.nuan-notice').innerText();
    for (const words of ['ask your administrator', 'schema:read', '请联系管理员']) expect(notice).toContain(words);
    const answer = await run(page, '{ wageCases(first: 1) { totalCount } }');
    expect(answer).toMatchObject({ data: { wageCases: { totalCount: expect.any(Number) } } });
    await page.screenshot({ path: join(PICTURES, 'graphiql-withheld.png') });
  });

  it('shows a partner under a contract with schema:read the schema of its contract, and nothing else', async () => {
    const token = await office.programToken(adminToken, 'hr-reads-docs', {
      ...{ department: 'HUMAN_RESOURCES', subgraph: 'migrants', contract: 'human-resources' },
      ...{ scopes: ['wageCase:read', 'schema:read'], readRegions: ['340100'], writeRegions: [] },
    });
    const page = await openAs(browser, url, token);
    expect([await accessOf(page), await buttons(page)]).toEqual([null, [true, true]]);
    await page.getByRole('button', { name: DOCS, exact: true }).click();
    await page.getByText('Query', { exact: true }).first().click();
    const docs = await page.locator('.graphiql-plugin').innerText();
    expect(docs).toContain('wageCases');
    for (const field of ['placeClaims', 'cultureEvents', '_service']) expect(docs).not.toContain(field);
    const answer = await run(page, '{ wageCases(first: 1) { totalCount } }');
    expect(answer).toMatchObject({ data: { wageCases: { totalCount: expect.any(Number) } } });
    const hidden = await run(page, '{ placeClaims(first: 1) { totalCount } }');
    expect(hidden.errors?.[0]?.message).toBe('Cannot query field "placeClaims" on type "Query".');
    await page.screenshot({ path: join(PICTURES, 'graphiql-contract.png') });
  });
});

/** The gateway, which shows its schema to administrators alone, as in production. */
story('GraphiQL of a gateway that shows its schema to administrators', () => {
  let sample: SampleSupergraph;
  let gateway: ProxiedGateway;
  let browser: Browser;

  beforeAll(async () => {
    sample = await startSampleSupergraph();
    gateway = await startProxiedGateway(sample, true, ['admin']);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
    await sample?.stop();
  });

  it('offers a city the saved questions that it may run, in its division, and runs them without the schema', async () => {
    const token = await sample.tokens.issue({ role: 'city', region: '340100' });
    const page = await openAs(browser, gateway.url, token);
    expect([await accessOf(page), await buttons(page)]).toEqual(['withheld', [false, false]]);
    await page.waitForSelector('.nuan-example');
    expect(await page.locator('.nuan-example').count()).toBe(12);
    expect(await page.locator('[data-example="q13-published-details"]').count()).toBe(0);
    const { variables, answer } = await askedBy(page, () =>
      page.click('[data-example="q01-city-board"] .nuan-example-run'),
    );
    expect(variables).toMatchObject({ under: '340100' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data['regions']).not.toEqual([]);
  });

  it('offers an administrator the schema, and a token of one subgraph the way to its page', async () => {
    const page = await openAs(browser, gateway.url, await sample.tokens.issue({ role: 'admin' }));
    expect([await accessOf(page), await buttons(page)]).toEqual([null, [true, true]]);
    const partner = await sample.tokens.issue({ role: 'partner', subgraph: 'migrants', contract: 'human-resources' });
    const elsewhere = await openAs(browser, gateway.url, partner);
    expect(await accessOf(elsewhere)).toBe('elsewhere');
    expect(await elsewhere.locator('.nuan-example').count()).toBe(0);
  });
});
