import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

/**
 * Who may import whom: cart ← protocol ← { relay, ledger, electron, renderer, cli }, and the two
 * composition roots `cli` and `electron` may also use `relay` and `ledger`.
 */
const layers = {
  cart: [],
  protocol: ['cart'],
  relay: ['cart', 'protocol'],
  ledger: ['cart', 'protocol'],
  renderer: ['cart', 'protocol'],
  electron: ['cart', 'protocol', 'relay', 'ledger'],
  cli: ['cart', 'protocol', 'relay', 'ledger'],
  e2e: ['cart', 'protocol', 'relay', 'ledger', 'renderer', 'cli'],
  bench: ['cart', 'protocol', 'relay', 'ledger'],
};

const zones = Object.entries(layers).map(([world, allowed]) => ({
  target: `./${world}`,
  from: Object.keys(layers)
    .filter((other) => other !== world && !allowed.includes(other))
    .map((other) => `./${other}`),
  message: `${world}/ may import only ${['itself', ...allowed].join(', ')}.`,
}));

/** The domain takes time and randomness from whoever uses it. */
const ambient = [
  'process',
  'window',
  'document',
  'fetch',
  'crypto',
  'setTimeout',
  'setInterval',
  'performance',
];

export default defineConfig(
  { ignores: ['dist/', '.types/', '.trolley/', 'release/', 'test-results/'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        project: ['./*/tsconfig.json', './tsconfig.tools.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', 400],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // It asks for the non-null assertions that the strict set forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A promise handler that returns nothing, `() => socket.close()`, reads better without braces.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
    settings: {
      'import-x/ignore': ['node_modules'],
      'import-x/resolver-next': [
        importX.createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.svelte'] }),
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
  },
  {
    files: ['cart/**', 'protocol/**'],
    ignores: ['**/*.test.ts', 'cart/testing/**'],
    rules: {
      'no-restricted-globals': ['error', ...ambient],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take a Clock.' },
        { object: 'Math', property: 'random', message: 'Take RandomBytes.' },
      ],
    },
  },
  {
    files: ['scripts/**', 'bench/**', 'cli/**'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
);
