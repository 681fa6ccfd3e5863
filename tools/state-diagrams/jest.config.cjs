module.exports = { ...require('../../jest.preset.cjs'), displayName: 'state-diagrams', rootDir: __dirname };
