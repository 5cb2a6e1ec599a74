import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { problem, refusalTable, type RefusalCode } from '../../contract/problems.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the whole contract, made from the same records that bind the doors. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [domain, endpoints] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(domain, name, endpoint) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lianbo 联播',
      version,
      description: 'Fen are decimal strings; instants are ISO 8601. Acts take an Idempotency-Key.',
    },
    paths,
    components: { schemas: { Problem: jsonSchema(problem, 'output') } },
  };
}

function operationOf(domain: string, name: string, endpoint: Endpoint): Json {
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!));
  const schema = jsonSchema(endpoint.input, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const properties = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required ?? []);
  const takesBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && !endpoint.upload;
  const parameters = properties
    .filter(([field]) => inPath.has(field) || !takesBody)
    .map(([field, fieldSchema]) => ({
      name: field,
      in: inPath.has(field) ? 'path' : 'query',
      required: inPath.has(field) || required.has(field),
      schema: fieldSchema,
    }));
  const bodyFields = properties.filter(([field]) => !inPath.has(field));
  return {
    operationId: `${domain}.${name}`,
    tags: [domain],
    summary: endpoint.summary,
    description: `Kind: ${endpoint.kind}. Who: ${Array.isArray(endpoint.who) ? endpoint.who.join(', ') : String(endpoint.who)}.`,
    parameters,
    ...bodyOf(endpoint, takesBody, bodyFields, required),
    responses: {
      200: endpoint.download
        ? { description: 'A file' }
        : {
            description: 'OK',
            content: { 'application/json': { schema: jsonSchema(endpoint.output, 'input') } },
          },
      ...refusalResponses(endpoint),
    },
  };
}

function bodyOf(
  endpoint: Endpoint,
  takesBody: boolean,
  fields: [string, Json][],
  required: Set<string>,
): Json {
  if (endpoint.upload) {
    return {
      requestBody: {
        content: Object.fromEntries(
          endpoint.upload.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
        ),
      },
    };
  }
  if (!takesBody || fields.length === 0) return {};
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: fields.map(([field]) => field).filter((field) => required.has(field)),
  };
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function refusalResponses(endpoint: Endpoint): Json {
  const byStatus = new Map<number, string[]>([[400, ['malformed']]]);
  for (const code of endpoint.refusals ?? []) {
    const status = refusalTable[code as RefusalCode][0];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(' · '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** `input` is what travels: fen and instants are strings there. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _drop, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
