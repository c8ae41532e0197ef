// The tiers and the door, held by lint: ipc <- shared <- features <- screens; only ipc knows Tauri; Chinese stands in words/ alone.
import importX from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const HAN = '/[\\u3400-\\u9fff]/';
const TAURI = { group: ['@tauri-apps/*'], message: 'Only src/ipc may know Tauri; ask through src/ipc/desk.' };
const FAKE = { group: ['**/ipc/fake', '**/ipc/fake/*'], message: 'The fake carrier is for development and tests.' };

const noHan = ['Literal', 'TemplateElement', 'JSXText'].map((node) => ({
  selector: node === 'TemplateElement' ? `TemplateElement[value.raw=${HAN}]` : `${node}[value=${HAN}]`,
  message: 'Words shown to people stand in src/words.',
}));

export default tseslint.config(
  { ignores: ['dist', 'src/ipc/generated'] },
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'import-x': importX, 'react-hooks': hooks },
    settings: { 'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx'] })], 'import-x/extensions': ['.ts', '.tsx'], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] } },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', { patterns: [TAURI, FAKE] }],
      'no-restricted-syntax': ['error', ...noHan],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['src/ipc/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['**/shared/*', '**/features/*', '**/screens/*'], message: 'ipc is the lowest tier.' }] }] },
  },
  {
    files: ['src/shared/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [TAURI, FAKE, { group: ['**/features/**', '**/screens/**'], message: 'shared lies below features and screens.' }] }] },
  },
  {
    files: ['src/features/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [TAURI, FAKE, { group: ['**/screens/**'], message: 'features lie below screens.' }, { regex: '^\\.\\./(?!\\.\\./)', message: 'A feature imports no other feature; what two share goes to shared/.' }] }],
    },
  },
  { files: ['src/words/**', 'src/ipc/fake/**', 'src/**/*.test.{ts,tsx}'], rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': 'off' } },
  { files: ['src/main.tsx', 'src/**/*.test.{ts,tsx}'], rules: { 'no-restricted-imports': ['error', { patterns: [TAURI] }] } },
);
