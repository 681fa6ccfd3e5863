module.exports = { ...require('../../jest.preset.cjs'), displayName: 'migrants', rootDir: __dirname };
