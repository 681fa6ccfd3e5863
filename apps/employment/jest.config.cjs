module.exports = { ...require('../../jest.preset.cjs'), displayName: 'employment', rootDir: __dirname };
