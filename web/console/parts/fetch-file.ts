import { currentAlliance } from '../../kit/client/browser.ts';
import { ApiProblem, downloadUrl } from '../../kit/client/client.ts';
import type { Problem } from '../../../contract/problems.ts';

/** A file of the API, asked for in the name of this page's alliance. Throws what the API answers instead of a file. */
export async function fetchFile(path: string, input: Record<string, unknown> = {}): Promise<Blob> {
  const alliance = currentAlliance();
  const headers: HeadersInit = alliance === null ? {} : { 'x-lianbo-alliance': alliance };
  const answer = await fetch(downloadUrl(path, input), { credentials: 'same-origin', headers }).catch(() => {
    throw new ApiProblem(0, { kind: 'offline' });
  });
  if (!answer.ok) throw new ApiProblem(answer.status, (await answer.json()) as Problem);
  return answer.blob();
}

/** Fetches a file of the API and hands it to the browser's downloads. */
export async function saveFile(
  path: string,
  input: Record<string, unknown>,
  fileName: string,
): Promise<void> {
  const url = URL.createObjectURL(await fetchFile(path, input));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
