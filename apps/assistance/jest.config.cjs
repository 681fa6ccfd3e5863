module.exports = { ...require('../../jest.preset.cjs'), displayName: 'assistance', rootDir: __dirname };
