module.exports = { ...require('../../jest.preset.cjs'), displayName: 'access-matrix', rootDir: __dirname };
