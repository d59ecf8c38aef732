// `npm run restore -- <name>`: a backup into an empty database and its storage (docs/backups.md); also --list and --verify.
import { runCommand } from './lib/run-service.mjs';

await runCommand((build) => build.runRestoreCommand);
