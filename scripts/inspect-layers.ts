import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

import { canaries, plantCanaries } from './layer-canaries.ts';
import { cruiseOptions, guests, layerRules, mayImport, roomRoots } from './layer-table.ts';

/** What a look at the product found. No faults, no complaint; each fault is one readable line. */
export interface LayerReport {
  readonly files: number;
  readonly imports: number;
  readonly faults: readonly string[];
}

/**
 * Runs dependency-cruiser over the rooms below `root`, and proves that it looked: it must have seen every file
 * and some imports, every source file must stand in a row of the table, and every planted violation must be
 * reported by the rule it breaks.
 */
export async function inspectLayers(
  root: string,
  rules: readonly IForbiddenRuleType[] = layerRules,
): Promise<LayerReport> {
  const present = roomRoots.filter((folder) => existsSync(path.join(root, folder)));
  const files = present.flatMap((folder) => sourceFiles(root, folder));
  if (files.length === 0)
    return { files: 0, imports: 0, faults: ['no source files: nothing was checked'] };
  const result = await look(root, present, rules);
  const seen = new Set(result.modules.map((module) => module.source));
  const imports = result.summary.totalDependenciesCruised ?? 0;
  return {
    files: files.length,
    imports,
    faults: [
      ...result.summary.violations.map(
        (found) => `${found.rule.name}: ${found.from} -> ${found.to}`,
      ),
      ...files.filter(isHomeless).map((file) => `no row in the table for ${file}`),
      ...files.filter((file) => !seen.has(file)).map((file) => `the checker did not see ${file}`),
      ...(imports === 0 ? ['the checker saw no imports: it is blind'] : []),
      ...(await silentCanaries(rules)),
    ],
  };
}

async function look(
  root: string,
  folders: readonly string[],
  rules: readonly IForbiddenRuleType[],
): Promise<ICruiseResult> {
  const result = await cruise(
    [...folders],
    { ...cruiseOptions, baseDir: root, validate: true, ruleSet: { forbidden: [...rules] } },
    undefined,
    { tsConfig: extractTSConfig(path.join(import.meta.dirname, '../tsconfig.json')) },
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser returned text');
  return result.output;
}

function isHomeless(file: string): boolean {
  return !(file in guests) && !Object.keys(mayImport).some((row) => file.startsWith(`${row}/`));
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[.][cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll('\\', '/'));
}

/** Rules that let their planted violation pass, and rules nobody planted a violation for. */
async function silentCanaries(rules: readonly IForbiddenRuleType[]): Promise<string[]> {
  const { folder, remove } = plantCanaries();
  try {
    const { summary } = await look(folder, roomRoots, rules);
    // A circle is reported once, from either of its ends.
    const reported = new Set(
      summary.violations.flatMap(({ rule, from, to }) =>
        rule.name === 'no-circular'
          ? [`${rule.name} ${from}`, `${rule.name} ${to}`]
          : [`${rule.name} ${from}`],
      ),
    );
    return [
      ...canaries
        .filter(({ rule, from }) => !reported.has(`${rule} ${from}`))
        .map(({ rule, from }) => `${rule} does not report the violation planted in ${from}`),
      ...rules
        .filter(({ name }) => !canaries.some(({ rule }) => rule === name))
        .map(({ name }) => `${name ?? 'a rule without a name'} has no planted violation`),
    ];
  } finally {
    remove();
  }
}
