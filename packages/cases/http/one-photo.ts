import { AppError, Invalid } from '@1999/platform';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_PHOTO_BYTES } from '../io/photo.ts';

/** Readies a scope's routes to take multipart/form-data with one part named `file`. */
export async function takesOnePhoto(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, {
    limits: { files: 1, fileSize: MAX_PHOTO_BYTES, fields: 0, parts: 1 },
  });
}

/** The bytes of the one part named `file`. @throws AppError 413, 415; Invalid. */
export async function onePhotoOf(request: FastifyRequest): Promise<Buffer> {
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
      throw new AppError(413, 'file_too_large', 'No more than 10 MB.', { field: 'file' });
    }
    throw new Invalid('upload_broken', 'The upload cannot be read to its end.', 'file');
  }
  throw new Invalid('file_missing', 'Send the photo in a part named "file".', 'file');
}
