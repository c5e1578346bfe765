/** `npm run layers`: who imports whom, against scripts/layer-table.ts. */
import { inspectLayers } from './inspect-layers.ts';

const report = await inspectLayers(process.cwd());
for (const fault of report.faults) console.error(`layers: ${fault}`);
console.log(
  `layers: ${report.files} files, ${report.imports} imports, ${report.faults.length} faults`,
);
process.exitCode = report.faults.length === 0 ? 0 : 1;
