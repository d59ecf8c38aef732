import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const compose = parse(read('compose.yaml'), { merge: true });
const services = Object.entries(compose.services);
const own = services.filter(([, { image }]) => image.startsWith('teplo:'));
const production = services.filter(([, { profiles }]) => !profiles);
const onceOnly = new Set(['migrate', 'bucket']);
const secretName = /PASSWORD|SECRET|PASSPHRASE|ACCESS_KEY|ROOT_USER/;

describe('compose.yaml', () => {
  it('has nginx before two instances, a worker, a database, limits, files, backups', () => {
    expect(production.map(([name]) => name)).toEqual(expect.arrayContaining(['nginx', 'app-1', 'app-2', 'worker', 'migrate', 'backup', 'database', 'redis', 'minio']));
  });

  it('publishes ports 80 and 443 of nginx, and others of the profile dev on this machine alone', () => {
    for (const [name, { ports = [], profiles }] of services) {
      if (name === 'nginx') expect(ports).toEqual(['80:80', '443:443']);
      else if (profiles) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      else expect(ports, name).toEqual([]);
    }
  });

  it('has no default secret: each is asked for', () => {
    const values = production.flatMap(([service, { environment = {} }]) => Object.entries(environment).map(([name, value]) => [service, name, String(value)]));
    const secrets = values.filter(([, name]) => secretName.test(name));
    expect(secrets.length).toBeGreaterThan(10);
    for (const [service, name, value] of secrets) expect(value, `${service} ${name}`).toMatch(/^\$\{[A-Z_0-9]+:\?set /);
    for (const [service, name, value] of values.filter(([, key]) => /_URL$/.test(key))) {
      const password = /:\/\/[^/@$]*:(\$\{[^}]*\}|[^@]*)@/.exec(value)?.[1];
      if (password) expect(password, `${service} ${name}`).toMatch(/^\$\{[A-Z_0-9]+:\?set /);
    }
  });

  it('sets only variables that exist', () => {
    const known = new Set([...read('app/platform/env.server.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name));
    for (const [service, { environment = {} }] of own) {
      for (const name of Object.keys(environment)) expect(known.has(name), `${service} sets ${name}`).toBe(true);
    }
  });

  it('watches, bounds and confines what runs', () => {
    for (const [name, service] of production) {
      if (!onceOnly.has(name)) expect(service.restart, name).toBe('unless-stopped');
      if (!onceOnly.has(name) && !['certbot', 'backup'].includes(name)) expect(service.healthcheck?.test, name).toBeDefined();
      if (name !== 'bucket') expect(service.deploy?.resources?.limits, name).toMatchObject({ cpus: expect.any(String), memory: expect.any(String) });
      expect(service.image, name).toMatch(/:[^:]+$/);
      expect(service.image, name).not.toMatch(/:latest$/);
      expect(service.privileged, name).toBeUndefined();
    }
    for (const [name, service] of own) expect(service, name).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });

  it('keeps database, limits and files off the way to the internet', () => {
    expect(compose.networks.inner).toEqual({ internal: true });
    for (const name of ['database', 'redis', 'minio']) expect(compose.services[name].networks).toEqual(['inner']);
    expect(compose.services.nginx.networks).toEqual(['edge']);
  });

  it('fills every place of the template of nginx', () => {
    const places = new Set([...read('deploy/nginx/teplo.conf.template').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    const { environment } = compose.services.nginx;
    const filter = new RegExp(environment.NGINX_ENVSUBST_FILTER.replaceAll('$$', '$'));
    for (const name of places) {
      expect(environment, name).toHaveProperty(name);
      expect(name).toMatch(filter);
    }
  });
});
