// Serves what is built. Ends gracefully on SIGTERM and SIGINT: stops listening, drains, finishes jobs, closes the database.
import { runService } from './lib/run-service.mjs';

await runService(
  ({ startServer }) => startServer(),
  ({ url }) => `Teplo is ready: ${url}`,
);
