/**
 * Unpacks Chromium from npm with the libraries it needs into the folder given, and writes a
 * launcher that shows it those libraries and a Traditional Chinese font.
 */
import { createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import tar from 'tar-fs';

const folder = process.argv[2] ?? '';
const modules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const packed = join(modules, '@sparticuz/chromium/bin');
const fonts = join(modules, '@expo-google-fonts/noto-sans-tc/400Regular');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const unpack = (name, to) =>
  pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), to);
await unpack('chromium.br', createWriteStream(join(folder, 'headless'), { mode: 0o755 }));
await unpack('swiftshader.tar.br', tar.extract(folder));
await unpack('al2023.tar.br', tar.extract(folder));

writeFileSync(
  join(folder, 'fonts.conf'),
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts</cachedir></fontconfig>
`,
);
writeFileSync(
  join(folder, 'chromium'),
  `#!/bin/sh
export LD_LIBRARY_PATH='${folder}/lib' FONTCONFIG_FILE='${folder}/fonts.conf'
exec '${folder}/headless' "$@"
`,
  { mode: 0o755 },
);
