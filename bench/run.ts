// npm run bench -- [--only collector,heatmap,leads,contacts,deals,orders,import,form,availability,pdf,api,cluster,overload] [--rows N] [--seconds N]
import { benchApi } from './api';
import { benchAvailability } from './availability';
import { benchCluster } from './cluster';
import { benchCollector } from './collector';
import { benchContacts } from './contacts';
import { benchDeals } from './deals';
import { benchForm } from './form';
import { benchHeatmap } from './heatmap';
import { benchImport } from './import';
import { benchLeads } from './leads';
import { benchOrders } from './orders';
import { benchOverload } from './overload';
import { benchPdf } from './pdf';
import { readArguments, type BenchOptions } from './lib/arguments';

/** Each makes its own database and data, prints its table and writes bench/results/<name>.json. */
const benchmarks: Record<string, (options: BenchOptions) => Promise<void>> = {
  collector: benchCollector,
  heatmap: benchHeatmap,
  leads: benchLeads,
  contacts: benchContacts,
  deals: benchDeals,
  orders: benchOrders,
  import: benchImport,
  form: benchForm,
  availability: benchAvailability,
  pdf: benchPdf,
  api: benchApi,
  cluster: benchCluster,
  overload: benchOverload,
};

const options = readArguments();
const unknown = options.only.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`);
for (const [name, run] of Object.entries(benchmarks)) {
  if (options.only.length === 0 || options.only.includes(name)) await run(options);
}
