// `npm run worker`: runs background jobs apart from the web processes, which then have RUN_JOBS=0.
import { runService } from './lib/run-service.mjs';

await runService(
  ({ startWorker }) => startWorker(),
  ({ url }) => `The worker is ready${url ? `: ${url}` : ''}`,
);
