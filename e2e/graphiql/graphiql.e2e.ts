import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../testkit/browser';
import { type ProxiedGateway, startProxiedGateway } from '../testkit/proxied-gateway';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Where the picture of the last run lies, to be looked at. */
const PICTURES = resolve(__dirname, '../../node_modules/.cache/nuan/pictures');

(CHROMIUM === undefined ? describe.skip : describe)('GraphiQL, with the network off', () => {
  let sample: SampleSupergraph;
  let gateway: ProxiedGateway;
  let browser: Browser;
  let page: Page;
  const outside: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    sample = await startSampleSupergraph();
    gateway = await startProxiedGateway(sample, true);
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') outside.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
    await sample?.stop();
  });

  it('asks for a token first, and tells nothing without one', async () => {
    await page.goto(gateway.url);
    expect(await page.getByRole('heading', { name: 'Paste an access token to begin' }).isVisible()).toBe(true);
    expect(gateway.counts()).toEqual({});
  });

  it('offers the thirteen saved questions once there is a token, kept in this tab alone', async () => {
    await page.fill('#nuan-token', `Bearer ${await sample.tokens.issue()}`);
    await page.waitForSelector('.nuan-example');
    expect(await page.locator('.nuan-example').count()).toBe(13);
    expect(await page.locator('.nuan-bearer').textContent()).toBe('province · 340000');
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).not.toContain('eyJ');
  });

  it('runs a saved question, shows the answer in Chinese characters and how it was planned', async () => {
    await page.getByText('Query plan').first().click();
    await page.waitForSelector('.graphiql-execute-button');
    await page.click('[data-example="q01-city-board"] .nuan-example-run');
    await page.waitForFunction(
      () => document.querySelector('.result-window')?.textContent?.includes('合肥市'),
      undefined,
      { timeout: 30_000 },
    );
    const plan = await page.locator('.nuan-plan').innerText();
    for (const subgraph of ['workers', 'enterprises', 'assistance', 'employment', 'migrants', 'reference'])
      expect(plan).toContain(subgraph);
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, 'graphiql.png') });
  });

  it('loaded nothing from elsewhere and complained of nothing', () => {
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
