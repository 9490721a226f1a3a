import { api } from '@1999/web-kit';

const FILE_MS = 120_000;

/** Fetched with the sign-in and saved by the browser. @throws ApiError */
export async function downloadFile(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await api.file(path, { timeoutMs: FILE_MS }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
