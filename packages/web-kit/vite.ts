import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa';

export interface AppOptions {
  /** Where the app lives, with slashes: `/console/`. */
  base: string;
  /** Its name, for the manifest. */
  name: string;
  /** Makes it installable and keeps its screens for offline use. */
  pwa?: {
    manifest: Partial<ManifestOptions>;
    /** Addresses the app answers itself when offline; all under `base` unless told. */
    navigateFallbackAllowlist?: RegExp[];
    /** Scripts of `public/` that the service worker runs as well: its answers to push messages. */
    workerScripts?: string[];
  };
}

/** The server that `vite dev` passes API calls, sockets and webhooks on to. */
const server = `http://127.0.0.1:${process.env.PORT ?? 1999}`;

/** The Vite settings of every web app; each app's vite.config.ts calls only this. */
export function defineApp({ base, name, pwa }: AppOptions): UserConfig {
  return defineConfig({
    base,
    plugins: [
      react(),
      ...(pwa
        ? [
            VitePWA({
              registerType: 'autoUpdate',
              injectRegister: 'script-defer',
              manifest: { name, scope: base, start_url: base, ...pwa.manifest },
              workbox: {
                globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
                importScripts: pwa.workerScripts ?? [],
                navigateFallback: `${base}index.html`,
                navigateFallbackAllowlist: pwa.navigateFallbackAllowlist ?? [
                  new RegExp(`^${base}`),
                ],
              },
            }),
          ]
        : []),
    ],
    build: { sourcemap: true, target: 'baseline-widely-available', reportCompressedSize: false },
    server: {
      proxy: {
        '/api': server,
        '/open311': server,
        '/socket.io': { target: server, ws: true },
      },
    },
  });
}
