// `npm run backup`: database and files into one archive (docs/backups.md). With --daily it stays and waits for BACKUP_AT.
import { runCommand } from './lib/run-service.mjs';

await runCommand((build) => build.runBackupCommand);
