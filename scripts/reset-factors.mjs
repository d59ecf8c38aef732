// `npm run reset-factors -- anna@example.com`: takes a person's second factors away (docs/operations.md).
import { runCommand } from './lib/run-service.mjs';

await runCommand((build) => build.runResetFactorsCommand);
