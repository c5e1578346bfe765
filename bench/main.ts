/** `npm run bench`: the desk against the least that could do the same, both sides in one run. Only loopback is used. */
import { benchFirstChain } from './first-chain.ts';
import { benchHostMemory } from './host-memory.ts';
import { benchOptionPricing } from './option-pricing.ts';
import { benchOrderWire } from './order-wire.ts';
import { benchPageSize } from './page-size.ts';
import { formatReport, type Report } from './table.ts';

const benches: Readonly<Record<string, () => Promise<Report>>> = {
  page: benchPageSize,
  chain: benchFirstChain,
  order: benchOrderWire,
  pricing: benchOptionPricing,
  memory: benchHostMemory,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no bench "${unknown[0]}". There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(2);
}

const startedAt = performance.now();
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(formatReport(await bench()));
}
console.log(`Done in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
process.exit(0);
