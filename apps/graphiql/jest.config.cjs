module.exports = { ...require('../../jest.preset.cjs'), displayName: 'graphiql', rootDir: __dirname, setupFiles: [] };
