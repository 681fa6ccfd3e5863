const { join } = require('node:path');
const preset = require('../jest.preset.cjs');

// Stories start whole systems: they get minutes, not seconds.
module.exports = {
  ...preset,
  displayName: 'e2e',
  rootDir: __dirname,
  testMatch: [join(__dirname, '**/*.e2e.ts')],
  testTimeout: 180_000,
};
