module.exports = { ...require('../../jest.preset.cjs'), displayName: 'reset', rootDir: __dirname };
