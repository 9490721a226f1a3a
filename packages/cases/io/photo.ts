import { createHash } from 'node:crypto';
import { AppError, Invalid } from '@1999/platform';
import readExif from 'exif-reader';
import sharp, { type Metadata } from 'sharp';

/** The largest upload, bytes, and the largest picture, pixels. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
export const MAX_PHOTO_PIXELS = 12_000_000;
const ZONE = 'Asia/Taipei';
const JPEG_QUALITY = 85;

/** A photo made anew from what was sent: only its pixels, and beside them what it said of itself. */
export class Photo {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly sha256: Buffer;
  readonly takenAt: Temporal.Instant | null;
  readonly position: { readonly lat: number; readonly lng: number } | null;

  constructor(
    encoded: { data: Buffer; info: { width: number; height: number } },
    said: Pick<Photo, 'takenAt' | 'position'>,
  ) {
    this.jpeg = encoded.data;
    this.width = encoded.info.width;
    this.height = encoded.info.height;
    this.sha256 = createHash('sha256').update(encoded.data).digest();
    this.takenAt = said.takenAt;
    this.position = said.position;
  }

  /** Stands for the bytes where a command's input is compared with a repeat of it. */
  toJSON(): string {
    return this.sha256.toString('hex');
  }
}

/**
 * Checks that `sent` is a whole JPEG, PNG or WebP picture and encodes it anew as an upright JPEG,
 * without metadata and without anything else that was hidden in the file. Time and place of the
 * photo are read from its EXIF block when `keepOrigin` says so.
 * @throws AppError 415 for anything else; Invalid when it is broken or larger than 12 megapixels.
 */
export async function preparePhoto(sent: Buffer, keepOrigin: boolean): Promise<Photo> {
  if (!looksLikePhoto(sent)) {
    throw new AppError(415, 'not_a_photo', 'Send a JPEG, PNG or WebP picture.', { field: 'file' });
  }
  try {
    const metadata = await sharp(sent, { limitInputPixels: false }).metadata();
    if (metadata.width * metadata.height > MAX_PHOTO_PIXELS) {
      throw new Invalid('photo_too_large', 'No more than 12 megapixels.', 'file');
    }
    const encoded = await sharp(sent, { limitInputPixels: MAX_PHOTO_PIXELS, failOn: 'error' })
      .autoOrient()
      .flatten({ background: '#fff' })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer({ resolveWithObject: true });
    return new Photo(encoded, keepOrigin ? originOf(metadata) : { takenAt: null, position: null });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new Invalid('photo_broken', 'The picture cannot be read to its end.', 'file');
  }
}

/** By the first bytes, so that no other decoder (SVG, PDF) is ever reached. */
function looksLikePhoto(sent: Buffer): boolean {
  const hex = sent.subarray(0, 12).toString('hex');
  return (
    hex.startsWith('ffd8ff') ||
    hex.startsWith('89504e470d0a1a0a') ||
    /^52494646.{8}57454250$/.test(hex)
  );
}

function originOf({ exif }: Metadata): Pick<Photo, 'takenAt' | 'position'> {
  try {
    const { Photo: photo, GPSInfo: gps } = exif ? readExif(exif) : {};
    return {
      takenAt: takenAt(photo?.DateTimeOriginal, photo?.OffsetTimeOriginal),
      position: position(gps),
    };
  } catch {
    return { takenAt: null, position: null };
  }
}

/** EXIF gives wall time, which the reader returns as if it were UTC; Taipei's unless it says so. */
function takenAt(wall: Date | undefined, offset: unknown): Temporal.Instant | null {
  if (!(wall instanceof Date) || Number.isNaN(wall.getTime())) return null;
  const zone = typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : ZONE;
  return Temporal.PlainDateTime.from(wall.toISOString().slice(0, 19))
    .toZonedDateTime(zone)
    .toInstant();
}

function position(gps: Record<string, unknown> | undefined): Photo['position'] {
  const lat = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef === 'S');
  const lng = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef === 'W');
  if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null;
  return { lat, lng };
}

function degrees(parts: unknown, negative: boolean): number | null {
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [d, m, s] = parts.map(Number) as [number, number, number];
  const value = d + m / 60 + s / 3600;
  return Number.isFinite(value) ? (negative ? -value : value) : null;
}
