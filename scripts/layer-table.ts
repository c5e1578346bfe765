import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

/**
 * Who may import whom, one line per room, outside to inside. The same table stands in docs/ARCHITECTURE.md.
 * A room may always import itself. Paths on the right are prefixes.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/app': [
    'src/main.tsx',
    'src/features',
    'src/queries',
    'src/stores',
    'src/services',
    'src/adapters',
    'src/domain',
    'src/ui',
    'src/lib',
    'src/config',
  ],
  'src/features': ['src/queries', 'src/stores', 'src/domain', 'src/ui', 'src/lib', 'src/config'],
  'src/queries': ['src/services', 'src/domain', 'src/lib', 'src/config'],
  'src/stores': ['src/domain', 'src/lib'],
  'src/adapters': ['src/services/ports', 'src/domain', 'src/lib', 'src/config'],
  'src/services': ['src/domain', 'src/lib'],
  'src/simulation': ['src/domain', 'src/lib'],
  'src/domain': ['src/lib'],
  'src/ui': ['src/lib'],
  'src/config': ['src/lib'],
  'src/lib': [],
  'practice-gateway': ['src/simulation', 'src/domain', 'src/lib'],
  host: ['practice-gateway', 'src/domain', 'src/lib', 'src/config'],
};

/** Files that stand in a row without lying in its folder: the browser's entry belongs to app. */
export const guests: Readonly<Record<string, string>> = { 'src/main.tsx': 'src/app' };

/** The folders in which every source file must stand in a row of the table. */
export const roomRoots: readonly string[] = ['src', 'host', 'practice-gateway'];

const prefix = (room: string) => (/[.]tsx?$/.test(room) ? `^${room}$` : `^${room}/`);
const isTest = '[.]test[.]tsx?$';
const ours = `^(${roomRoots.join('|')})/`;

function roomRule([room, allowed]: readonly [string, readonly string[]]): IForbiddenRuleType {
  const members = [room, ...Object.keys(guests).filter((file) => guests[file] === room)];
  return {
    name: `${room.replace('src/', '')}-imports`,
    severity: 'error',
    comment: `${room} may import only: ${[room, ...allowed].join(', ')}. See docs/ARCHITECTURE.md.`,
    from: { path: members.map(prefix), pathNot: isTest },
    to: { path: ours, pathNot: [...members, ...allowed].map(prefix) },
  };
}

const otherRules: readonly IForbiddenRuleType[] = [
  {
    name: 'features-are-islands',
    severity: 'error',
    comment: 'A feature never imports another feature; compose them in src/app.',
    from: { path: '^src/features/([^/]+)/' },
    to: { path: '^src/features/', pathNot: '^src/features/$1/' },
  },
  {
    name: 'adapters-are-islands',
    severity: 'error',
    comment: 'One folder per outside system; an adapter never leans on another.',
    from: { path: '^src/adapters/([^/]+)/', pathNot: isTest },
    to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
  },
  {
    name: 'core-is-framework-free',
    severity: 'error',
    comment: 'These rooms run without a browser: no React, no query client, no zustand.',
    from: {
      path: '^(src/(domain|services|adapters|simulation|config|lib)|host|practice-gateway)/',
    },
    to: { path: '^(node_modules/)?(react|react-dom|@tanstack/react-query|zustand)(/|$)' },
  },
  {
    name: 'supabase-stays-in-its-adapter',
    severity: 'error',
    comment: 'Only src/adapters/supabase speaks supabase-js.',
    from: { path: '^src/', pathNot: '^src/adapters/supabase/' },
    to: { path: '^(node_modules/)?@supabase/' },
  },
  {
    name: 'page-uses-no-node',
    severity: 'error',
    comment: 'src runs in the browser: what needs Node lives in host or practice-gateway.',
    from: { path: '^src/', pathNot: isTest },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'An import the checker cannot follow is an import it cannot judge.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-circular',
    severity: 'error',
    comment: 'Two files that need each other are one file, or a third is missing.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'product-never-imports-tests',
    severity: 'error',
    comment: 'Test helpers stay in tests/.',
    from: { path: ours, pathNot: isTest },
    to: { path: '^tests/' },
  },
];

/** Every rule the checker runs: one per row of the table, and the ones no row can say. */
export const layerRules: readonly IForbiddenRuleType[] = [
  ...Object.entries(mayImport).map(roomRule),
  ...otherRules,
];

export const cruiseOptions: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'types', 'default'],
  },
};
