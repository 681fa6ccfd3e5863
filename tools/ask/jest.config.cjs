module.exports = { ...require('../../jest.preset.cjs'), displayName: 'ask', rootDir: __dirname };
