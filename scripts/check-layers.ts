/**
 * Runs dependency-cruiser over the product, and proves that it looked: it must have seen modules and
 * dependencies, every source file must stand in a row of the table, and a planted violation must be found.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

import config, { mayImport } from '../.dependency-cruiser.mjs';

const rooms = ['src', 'host', 'practice-gateway'];

async function look(folders: readonly string[], baseDir: string): Promise<ICruiseResult> {
  const { options, forbidden } = config;
  const result = await cruise(
    [...folders],
    { ...options, baseDir, validate: true, ruleSet: { forbidden } },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser returned text');
  return result.output;
}

/** Source files in no row of the table. `src/main.tsx` belongs to app. */
function homeless(files: readonly string[]): string[] {
  const rows = Object.keys(mayImport);
  return files.filter(
    (file) => file !== 'src/main.tsx' && !rows.some((row) => file.startsWith(`${row}/`)),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[.]tsx?$/.test(entry.name))
    .map((entry) => path.posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name));
}

/** A domain file that reaches into a feature must be reported, else the gate is blind. */
async function canaryIsFound(): Promise<boolean> {
  const cage = mkdtempSync(path.join(process.cwd(), 'node_modules', '.layer-canary-'));
  try {
    mkdirSync(path.join(cage, 'src/domain'), { recursive: true });
    mkdirSync(path.join(cage, 'src/features/a'), { recursive: true });
    writeFileSync(path.join(cage, 'src/features/a/a.ts'), 'export const a = 1;\n');
    writeFileSync(
      path.join(cage, 'src/domain/canary.ts'),
      "import { a } from '../features/a/a.ts';\nexport const b = a;\n",
    );
    cpSync('package.json', path.join(cage, 'package.json'));
    symlinkSync(path.resolve('node_modules'), path.join(cage, 'node_modules'), 'junction');
    const result = await look(['src'], cage);
    return result.summary.violations.some((found) => found.rule.name === 'domain-imports');
  } finally {
    rmSync(cage, { recursive: true, force: true });
  }
}

const files = rooms.flatMap(sourceFiles);
const result = await look(rooms, process.cwd());
const seen = new Set(result.modules.map((module) => module.source));
const faults = [
  ...result.summary.violations.map((found) => `${found.rule.name}: ${found.from} -> ${found.to}`),
  ...homeless(files).map((file) => `no row in the table for ${file}`),
  ...files.filter((file) => !seen.has(file)).map((file) => `the checker did not see ${file}`),
];
if (files.length === 0 || result.summary.totalDependenciesCruised === 0)
  faults.push('no modules seen');
if (!(await canaryIsFound()))
  faults.push('the planted violation was not found: the check is blind');

for (const fault of faults) console.error(`layers: ${fault}`);
console.log(
  `layers: ${files.length} files, ${result.summary.totalDependenciesCruised} imports, ${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
