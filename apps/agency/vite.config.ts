import { defineApp } from '@1999/web-kit/vite';

export default defineApp({
  base: '/agency/',
  name: '1999 派工',
  pwa: {
    workerScripts: ['push.js'],
    manifest: {
      short_name: '1999 派工',
      lang: 'zh-Hant-TW',
      display: 'standalone',
      background_color: '#f4f6f8',
      theme_color: '#0b5cad',
      icons: [
        { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  },
});
