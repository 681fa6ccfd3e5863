module.exports = { ...require('../../jest.preset.cjs'), displayName: 'enterprises', rootDir: __dirname };
