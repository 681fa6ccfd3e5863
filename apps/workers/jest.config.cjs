module.exports = { ...require('../../jest.preset.cjs'), displayName: 'workers', rootDir: __dirname };
