import type { TestProject } from 'vitest/node';
import { dropStaleClones, openServer, withClient } from './server.ts';
import { ensureTemplate } from './template.ts';

/** One server and one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  try {
    await withClient(server.url, (client) => dropStaleClones(client, Date.now()));
    project.provide('serverUrl', server.url);
    project.provide('templateName', await ensureTemplate(server.url));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
