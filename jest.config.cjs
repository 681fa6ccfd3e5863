// Every spec of every project in one run, so that the test databases are prepared once.
module.exports = {
  // Where several projects run together Jest reads this here alone.
  testTimeout: 30_000,
  projects: [
    '<rootDir>/libs/*/jest.config.cjs',
    '<rootDir>/apps/*/jest.config.cjs',
    '<rootDir>/tools/*/jest.config.cjs',
  ],
};
