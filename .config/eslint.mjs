import { defineConfig, globalIgnores } from "eslint/config";
import nextVitals from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

const PURE = [
  "src/{flow,conversation,contact,campaign,whatsapp,organization,realtime}/*.ts",
  "src/flow/engine/*.ts",
  "src/flow/nodes/**/node.ts",
  "src/whatsapp/webhook/**/*.ts",
];
const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*.spec.ts", "e2e/**", "src/dev/**"];

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "The environment is read in src/platform/env.ts.",
};
const noEnum = { selector: "TSEnumDeclaration", message: "Use a union of strings." };
const noClock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Pure code has no clock: take the time as an argument.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Pure code has no clock: take the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "Pure code has no dice: take the number as an argument.",
  },
];

export default defineConfig([
  globalIgnores([
    ".next/**",
    ".build/**",
    ".data/**",
    "src/platform/db/generated/**",
    "next-env.d.ts",
    "**/test-results/**",
    "**/playwright-report/**",
  ]),
  ...nextVitals,
  {
    files: ["src/**/*.{ts,tsx}", "e2e/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      complexity: ["error", 14],
      "max-lines": ["error", { max: 250, skipBlankLines: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 3],
      "no-console": "error",
      "no-nested-ternary": "error",
      "no-param-reassign": "error",
      "no-restricted-syntax": ["error", noEnvironment, noEnum],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: PURE,
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-syntax": ["error", noEnvironment, noEnum, ...noClock],
      "no-restricted-globals": [
        "error",
        "fetch",
        "process",
        "console",
        "setTimeout",
        "crypto",
        "performance",
        "window",
        "document",
      ],
    },
  },
  {
    files: ["src/**/*.tsx"],
    rules: { "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: TESTS,
    rules: {
      "max-lines": ["error", { max: 350, skipBlankLines: true }],
      "max-lines-per-function": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-restricted-syntax": ["error", noEnum],
    },
  },
  { files: ["src/platform/env.ts"], rules: { "no-restricted-syntax": ["error", noEnum] } },
  { files: ["src/dev/**", "e2e/bench/**"], rules: { "no-console": "off" } },
]);
