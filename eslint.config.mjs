import { readdirSync, readFileSync } from 'node:fs';

import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

// Every subgraph may use itself and the platform's libs, and no other subgraph: read from apps/, so that a generated one is covered.
const subgraphs = readdirSync(new URL('./apps/', import.meta.url)).filter((app) => {
  try {
    return readFileSync(new URL(`./apps/${app}/project.json`, import.meta.url), 'utf8').includes('type:subgraph');
  } catch {
    return false;
  }
});

const restricted = (names, message) => ({ paths: names.map((name) => ({ name, message })) });

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '**/coverage',
      '**/*.cjs',
      '**/*.mts',
      '.nx',
      '.nuan',
      'tools/generators/**/files',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx, 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.base.json' })] },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          // apps that import each other can't be deployed apart
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
            { sourceTag: 'type:subgraph', onlyDependOnLibsWithTags: ['type:lib'] },
            { sourceTag: 'type:gateway', onlyDependOnLibsWithTags: ['type:lib'] },
            { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:lib'] },
            { sourceTag: 'type:web', onlyDependOnLibsWithTags: ['scope:web'] },
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib', 'type:tool'] },
            { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
            ...subgraphs.map((name) => ({
              sourceTag: `scope:${name}`,
              onlyDependOnLibsWithTags: [`scope:${name}`, 'scope:platform'],
            })),
          ],
        },
      ],
      'import-x/no-cycle': ['error', { maxDepth: 20 }], // one cycle of 383 files made another project of our kind unmovable
      'max-lines': ['error', { max: 400 }], // two screens; a longer file is two files
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error', // a null that "can't be" is found by a user
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: a name that is the same everywhere can be searched.',
        },
        {
          selector: "ThrowStatement > NewExpression[callee.name='Error']",
          message: 'Throw a DomainError (refusal) or a FaultError: a bare Error has no code.',
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only main.ts reads process.env; everything else is given its configuration.',
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.resolver.ts'],
    rules: {
      'no-restricted-imports': ['error', restricted(['typeorm', 'pg'], 'A resolver holds no query: call the service.')],
    },
  },
  {
    files: ['**/*.service.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        restricted(['graphql', '@apollo/server'], 'A service knows no transport: throw a DomainError.'),
      ],
    },
  },
  {
    files: ['**/main.ts', 'tools/**/*.ts', 'e2e/**/*.ts', '**/*.spec.ts', 'apps/platform/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/main.ts', '**/*.mjs'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // a test may fail with a bare Error and describe long stories
    files: ['**/*.spec.ts', '**/*.e2e.ts', 'e2e/**/*.ts', 'libs/*/testing/**/*.ts', 'libs/testing/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
    },
  },
  {
    // stories start what users start: the only place that reaches into apps
    files: ['e2e/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    // migrations are statements in order: their length is the schema's
    files: ['**/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.config.ts'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { 'no-restricted-syntax': 'off' },
  },
);
