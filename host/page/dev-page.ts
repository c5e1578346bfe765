import { readFile } from 'node:fs/promises';
import http, { type ServerResponse } from 'node:http';
import path from 'node:path';

import { devContentSecurityPolicy } from '../doors/content-security.ts';
import type { Handler } from '../errand.ts';
import { guardHeaders } from '../http/responses.ts';

import { isPageRoute } from './built-page.ts';
import type { OpenPage } from './page-room.ts';

/**
 * The page from its sources with hot reload, by Vite inside this process: the doors stay in front of it, only the
 * content policy is wider.
 */
export const openDevPage =
  (root: string): OpenPage =>
  async ({ supabaseUrl }) => {
    const { createServer } = await import('vite');
    // Never listens: it only carries the upgrades that our own doors have let in.
    const upgrades = http.createServer();
    const vite = await createServer({
      root,
      appType: 'custom',
      logLevel: 'warn',
      server: { middlewareMode: true, cors: false, ws: { server: upgrades } },
    });
    const document = async (url: string, response: ServerResponse) => {
      const html = await readFile(path.join(root, 'index.html'), 'utf8');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('cache-control', 'no-store');
      response.end(await vite.transformIndexHtml(url, html));
    };
    const handler: Handler = ({ visit, request, response }) => {
      for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value);
      const { host } = visit;
      response.setHeader(
        'content-security-policy',
        devContentSecurityPolicy({ host, supabaseUrl }),
      );
      return new Promise((resolve, reject) => {
        response.on('close', resolve);
        vite.middlewares(request, response, (error?: unknown) => {
          if (error instanceof Error) reject(error);
          else if (isPageRoute(visit.path)) document(visit.path, response).then(resolve, reject);
          else response.writeHead(404).end('There is no such file.');
        });
      });
    };
    return {
      handler,
      upgrade: (_visit, request, socket, head) =>
        void upgrades.emit('upgrade', request, socket, head),
      close: () => vite.close(),
    };
  };
