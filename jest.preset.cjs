// What every project's Jest run shares: SWC compiles TypeScript to CommonJS, and `@nuan/x` means libs/x.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const swc = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  moduleNameMapper: { '^@nuan/([^/]+)$': join(__dirname, 'libs/$1/src/index.ts') },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  // These are published as ES modules only, which Jest's require can't load untransformed.
  transform: {
    '^.+\\.[cm]?tsx?$|/node_modules/(jose|content-disposition|cookie)/.+\\.js$': [
      '@swc/jest',
      { ...swc, swcrc: false },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose|content-disposition|cookie)/)'],
  setupFiles: ['reflect-metadata'],
  testTimeout: 30_000,
};
