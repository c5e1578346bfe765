import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A planted violation: a file, what it wrongly imports, and the rule that must report it. */
export interface Canary {
  readonly rule: string;
  readonly from: string;
  readonly imports: string;
}

/** Written by hand, one per rule: were they made from the table, a loosened row would loosen its canary too. */
export const canaries: readonly Canary[] = [
  { rule: 'app-imports', from: 'src/app/canary.ts', imports: 'host/room.ts' },
  { rule: 'app-imports', from: 'src/main.tsx', imports: 'src/simulation/room.ts' },
  { rule: 'features-imports', from: 'src/features/a/canary.ts', imports: 'src/services/room.ts' },
  { rule: 'queries-imports', from: 'src/queries/canary.ts', imports: 'src/adapters/b/room.ts' },
  { rule: 'stores-imports', from: 'src/stores/canary.ts', imports: 'src/services/room.ts' },
  { rule: 'adapters-imports', from: 'src/adapters/a/canary.ts', imports: 'src/services/room.ts' },
  { rule: 'services-imports', from: 'src/services/canary.ts', imports: 'src/adapters/b/room.ts' },
  { rule: 'simulation-imports', from: 'src/simulation/canary.ts', imports: 'src/services/room.ts' },
  { rule: 'domain-imports', from: 'src/domain/canary.ts', imports: 'src/features/b/room.ts' },
  { rule: 'ui-imports', from: 'src/ui/canary.ts', imports: 'src/domain/room.ts' },
  { rule: 'config-imports', from: 'src/config/canary.ts', imports: 'src/domain/room.ts' },
  { rule: 'lib-imports', from: 'src/lib/canary.ts', imports: 'src/domain/room.ts' },
  {
    rule: 'practice-gateway-imports',
    from: 'practice-gateway/canary.ts',
    imports: 'src/adapters/b/room.ts',
  },
  { rule: 'host-imports', from: 'host/canary.ts', imports: 'src/adapters/b/room.ts' },
  {
    rule: 'features-are-islands',
    from: 'src/features/a/island.ts',
    imports: 'src/features/b/room.ts',
  },
  {
    rule: 'adapters-are-islands',
    from: 'src/adapters/a/island.ts',
    imports: 'src/adapters/b/room.ts',
  },
  { rule: 'core-is-framework-free', from: 'src/domain/framework.ts', imports: 'react' },
  { rule: 'core-is-framework-free', from: 'host/framework.ts', imports: 'zustand' },
  { rule: 'supabase-stays-in-its-adapter', from: 'src/app/db.ts', imports: '@supabase/lite' },
  { rule: 'page-uses-no-node', from: 'src/services/disk.ts', imports: 'node:fs' },
  { rule: 'no-unresolvable', from: 'src/lib/lost.ts', imports: 'src/lib/nowhere.ts' },
  { rule: 'no-circular', from: 'src/lib/circle.ts', imports: 'src/lib/circle-back.ts' },
  {
    rule: 'product-never-imports-tests',
    from: 'practice-gateway/helped.ts',
    imports: 'tests/room.ts',
  },
];

/** The file that closes the circle; every other import target is an innocent file. */
const circleBack = {
  file: 'src/lib/circle-back.ts',
  text: "import './circle.ts';\nexport const room = 1;\n",
};
const missing = 'src/lib/nowhere.ts';

/** Lays the canaries out as a small project in a temporary folder. Call `remove` when done. */
export function plantCanaries(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'layer-canaries-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  write('package.json', '{ "type": "module" }\n');
  for (const { from, imports } of canaries) {
    const isFile = /[.]tsx?$/.test(imports);
    const target = isFile ? relativeImport(from, imports) : imports;
    write(from, `import { room } from '${target}';\nexport const canary = room;\n`);
    if (isFile && imports !== missing) write(imports, 'export const room = 1;\n');
  }
  write(circleBack.file, circleBack.text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function relativeImport(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
