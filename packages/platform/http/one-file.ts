import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError, Invalid } from '../errors/app-error.ts';

const MEGABYTE = 1_048_576;

/** Readies a scope's routes to take multipart/form-data with one part, of at most so many bytes. */
export async function takesOneFile(scope: FastifyInstance, mostBytes: number): Promise<void> {
  await scope.register(multipart, {
    limits: { files: 1, fileSize: mostBytes, fields: 0, parts: 1 },
  });
}

/** The bytes of the one part named `file`. @throws AppError 413, 415; Invalid. */
export async function oneFileOf(request: FastifyRequest, mostBytes: number): Promise<Buffer> {
  if (!request.isMultipart()) {
    throw new AppError(415, 'not_multipart', 'Send multipart/form-data with one file.', {
      field: 'file',
    });
  }
  try {
    const part = await request.file();
    const bytes = await part?.toBuffer();
    if (part?.fieldname === 'file' && bytes) return bytes;
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') {
      const most = `No more than ${Math.floor(mostBytes / MEGABYTE)} MB.`;
      throw new AppError(413, 'file_too_large', most, { field: 'file' });
    }
    throw new Invalid('upload_broken', 'The upload cannot be read to its end.', 'file');
  }
  throw new Invalid('file_missing', 'Send the file in a part named "file".', 'file');
}
