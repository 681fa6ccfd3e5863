import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The browser of the browser stories; undefined where there is none, and they are skipped. */
export const CHROMIUM = [
  process.env['NUAN_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** As root in a container, without a GPU, and without a word to anybody outside. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

if (CHROMIUM === undefined) {
  console.log(
    'Browser stories skipped: no Chromium here. `apt-get install chromium fonts-noto-cjk`, or set NUAN_CHROMIUM to one.',
  );
}

/** Starts the browser without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }), args: FLAGS });
}
