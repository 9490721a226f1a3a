import sharp from 'sharp';
import type { Random } from '../domain/random.ts';

const SIZE = { width: 960, height: 720 };

/** A made-up photo of work done: sky, road and a barrier, no two alike. */
export function drawPhoto(random: Random): Promise<Buffer> {
  const colour = (hue: number, light: number) =>
    `hsl(${Math.round(hue + random.between(-20, 20))} 40% ${Math.round(light + random.between(-8, 8))}%)`;
  const horizon = Math.round(random.between(200, 400));
  const bars = Array.from({ length: 6 }, (_, at) => {
    const x = Math.round(at * 150 + random.between(0, 60));
    return `<rect x="${x}" y="${horizon + 90}" width="70" height="40" fill="${colour(30, 55)}"/>`;
  });
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">
    <rect width="100%" height="100%" fill="${colour(205, 70)}"/>
    <rect y="${horizon}" width="100%" height="100%" fill="${colour(220, 35)}"/>
    ${bars.join('')}</svg>`;
  return sharp(Buffer.from(picture)).jpeg({ quality: 80 }).toBuffer();
}
