import { oneFileOf, takesOneFile } from '@1999/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_PHOTO_BYTES } from '../io/photo.ts';

/** Readies a scope's routes to take multipart/form-data with one part named `file`. */
export function takesOnePhoto(scope: FastifyInstance): Promise<void> {
  return takesOneFile(scope, MAX_PHOTO_BYTES);
}

/** The bytes of the one part named `file`. @throws AppError 413, 415; Invalid. */
export function onePhotoOf(request: FastifyRequest): Promise<Buffer> {
  return oneFileOf(request, MAX_PHOTO_BYTES);
}
