// Serves what is built. Ends gracefully on SIGTERM and SIGINT: stops listening, drains, finishes jobs, closes the database.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
process.env.NODE_ENV ||= 'production';
if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const entry = path.resolve(process.env.BUILD_DIR || 'build', 'server/index.js');
  const { startServer } = await import(pathToFileURL(entry).href);
  const { url, notes, stop } = await startServer();
  for (const note of notes) console.log(note);
  console.log(`Teplo is ready: ${url}`);

  let stopping = false;
  const end = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await stop();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (error) {
  console.error(error instanceof Error && error.name === 'EnvError' ? error.message : error);
  process.exit(1);
}
