import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openApi } from './openapi.ts';

const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Lianbo API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><div id="ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });`;

/** The contract for machines at /openapi.json and for people at /docs; everything is served from here. */
export function mountDocs(app: FastifyInstance, version: string): void {
  const document = JSON.stringify(openApi(version));
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(document));
  app.get('/docs', (_request, reply) =>
    reply
      .header(
        'content-security-policy',
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
      )
      .type('text/html; charset=utf-8')
      .send(page),
  );
  app.get('/docs/start.js', (_request, reply) => reply.type('text/javascript').send(start));
  for (const [file, type] of [
    ['swagger-ui.css', 'text/css'],
    ['swagger-ui-bundle.js', 'text/javascript'],
  ] as const) {
    const bytes = readFileSync(join(swagger, file));
    app.get(`/docs/${file}`, (_request, reply) =>
      reply.header('cache-control', 'max-age=86400').type(type).send(bytes),
    );
  }
}
