import type { Module } from '@1999/platform';
import { consoleRoutes } from './console.ts';
import { editorRoutes } from './editor.ts';
import { fileRoutes } from './files.ts';
import { publicRoutes } from './public.ts';
import { wordRoutes } from './words.ts';

/** Every door of the room. */
export const routes: NonNullable<Module['routes']> = (server, app) => {
  publicRoutes(server, app);
  editorRoutes(server, app);
  fileRoutes(server, app);
  wordRoutes(server, app);
  consoleRoutes(server, app);
};
